# SPDX-License-Identifier: MIT
"""What left the house unmasked (导出登记; safety.md B6: what was on the lost stick is told from here)."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import Kind, Number, Record, Scope, Text, entity, field

NO_NAMES = "不要写姓名、证件号码等个人信息"
NO_NAMES_EN = "No names, identity numbers or other personal data"


@entity("export_entry", "导出登记", "Entry of the export log", Scope.EVENT, parent="village")
class ExportEntry(Record):
    """A file with unmasked personal data was made. Entries are only added, never changed (`services.keeping.exportlog`).

    `village` is empty where the file is about several villages, or about what a village is not told (`store.scope`); such an
    entry stays with the township.
    """

    village: Text = field("村", "Village", Kind.REF, ref="village")
    what: Text = field("导出内容", "What was exported", required=True)
    place: Text = field("导出范围", "Of what place", required=True)
    year: Number = field("资料年度", "Year of the facts", Kind.YEAR)
    date: Text = field("导出日期", "Exported on", Kind.DATE, required=True)
    time: Text = field("导出时间", "At what time", length=20, required=True)
    who: Text = field("导出人", "Exported by", Kind.NAME)
    device: Text = field("导出电脑", "On which computer")
    columns: Text = field("导出栏目", "Columns", Kind.NOTE, required=True)
    households: Number = field("涉及户数", "Households", Kind.WHOLE, unit="户", minimum=0)
    people: Number = field("涉及人数", "Persons", Kind.WHOLE, unit="人", minimum=0)
    file_hash: Text = field(
        "文件指纹",
        "Fingerprint of the file",
        length=64,
        required=True,
        hint="文件内容的SHA-256，捡到文件时可凭它查到是哪次导出的",
        hint_en="SHA-256 of the contents: tells of a file that was found when it was made",
    )
    recipient: Text = field("提供给", "For whom", required=True, hint="如 镇民政办；" + NO_NAMES, hint_en=NO_NAMES_EN)
    reason: Text = field("导出原因", "Reason", Kind.NOTE, required=True, hint=NO_NAMES, hint_en=NO_NAMES_EN)
