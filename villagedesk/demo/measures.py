# SPDX-License-Identifier: MIT
"""What is done against each cause of poverty: measures of a plan with their usual size, money and gain.

Classes and contents follow the lists used in the field (domain.md §4.1, §4.2); amounts are yuan and plausible, not rules.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Recipe(NamedTuple):
    """A measure that fits a cause.

    Attributes:
        money: yuan, from and to; (0, 0) where no money is given.
        gain: expected yearly gain of the household in yuan, from and to.
        unit: which office answers for it; empty means the cadre's own.
        needs: what must be true of the household (see `causes.fits`); empty for any.
    """

    category: str
    subcategory: str
    content: str
    quantity: str
    money: tuple[int, int]
    source: str
    gain: tuple[int, int]
    unit: str = ""
    needs: str = ""


_FARM: Final = (
    Recipe("industry", "种植", "发展优质柑橘，村集体统一供苗和技术指导，合作社保底收购", "种植3亩", (1500, 3600), "special", (2000, 6000), "示范县农业农村局"),
    Recipe("industry", "养殖", "发放鸡苗并由农技员上门防疫，电商平台代销", "养鸡60只", (900, 1800), "special", (1500, 3500), "示范县农业农村局", needs="worker"),
    Recipe("industry", "养殖", "申请贴息贷款养殖山羊，帮扶单位协助联系销路", "养羊15只", (10000, 30000), "loan", (6000, 12000)),
    Recipe("industry", "加入合作社", "土地入股示范果蔬专业合作社，按股分红", "入股2亩", (0, 0), "own", (800, 2000)),
)  # fmt: skip
_WORK: Final = (
    Recipe("employment", "技能培训", "参加县人社局免费技能培训，结业后推荐就业", "1人，20天", (0, 0), "sector", (3000, 9000), "示范县人力资源和社会保障局", needs="worker"),
    Recipe("employment", "转移就业", "组织到帮扶车间务工，核发一次性交通补助", "1人", (300, 600), "sector", (12000, 24000), "示范县人力资源和社会保障局", needs="worker"),
)  # fmt: skip
_POST: Final = (
    Recipe("public_post", "护林员", "聘为村级护林员，按月发放岗位补助", "1人，12个月", (6000, 7200), "special", (6000, 7200), "示范镇人民政府", needs="home"),
    Recipe("public_post", "护洁员", "聘为村级护洁员，负责公共区域保洁", "1人，12个月", (4800, 6000), "special", (4800, 6000), "示范镇人民政府", needs="home"),
)  # fmt: skip
_HEALTH: Final = (
    Recipe("health", "医保代缴", "按政策落实城乡居民医保参保资助", "全家", (380, 1600), "sector", (0, 0), "示范县卫生健康局"),
    Recipe("health", "大病救助", "协助申请大病保险和医疗救助，住院实行先诊疗后付费", "1人", (3000, 12000), "sector", (0, 0), "示范县卫生健康局", needs="ill"),
    Recipe("health", "家庭医生签约", "签约家庭医生，每季度上门随访，办理慢性病门诊", "1人", (0, 0), "sector", (0, 0), "示范镇卫生院"),
)  # fmt: skip
_CARE: Final = (
    Recipe("security", "低保", "按规定纳入农村低保，动态核对", "1人，全年", (3120, 3120), "sector", (3120, 3120), "示范县民政局", needs="allowance"),
    Recipe("security", "特困供养", "落实特困供养金和照料护理，签订供养协议", "1人，全年", (10200, 10200), "sector", (10200, 10200), "示范县民政局", needs="support"),
    Recipe("security", "残疾两项补贴", "落实困难残疾人生活补贴和重度残疾人护理补贴", "1人，全年", (1200, 2400), "sector", (1200, 2400), "示范县民政局", needs="disabled"),
    Recipe("social", "社会帮扶", "帮扶单位发动干部职工结对慰问，购买农产品", "全年", (500, 2000), "social", (500, 2000)),
)  # fmt: skip
_SCHOOL: Final = (
    Recipe("education", "雨露计划", "申请雨露计划补助，跟踪在校情况", "1人", (3000, 3000), "special", (0, 0), "示范县教育局", needs="vocational"),
    Recipe("education", "助学贷款", "协助办理生源地助学贷款和校内资助", "1人", (8000, 12000), "loan", (0, 0), "示范县教育局", needs="student"),
    Recipe("compulsory", "两免一补", "落实免费教科书、寄宿生生活补助和营养餐", "1人", (625, 1250), "sector", (0, 0), "示范县教育局", needs="pupil"),
)  # fmt: skip
_PLACE: Final = (
    Recipe("infrastructure", "入户路", "硬化入户路，与通组路相接", "约120米", (9000, 18000), "special", (0, 0), "示范县交通运输局"),
    Recipe("living", "改厨改厕", "改建卫生厕所，接入集中式污水处理", "1处", (2000, 3000), "sector", (0, 0), "示范镇人民政府"),
)  # fmt: skip
_WATER: Final = (
    Recipe("water", "安全饮水", "接入村集中供水管网，安装水表和净化设备", "1户", (1200, 2600), "sector", (0, 0), "示范县水务局"),
)  # fmt: skip
_HOUSE: Final = (
    Recipe("housing", "农房维修", "组织农房安全鉴定，维修屋面和排水", "1处", (3500, 14000), "sector", (0, 0), "示范县住房和城乡建设局"),
)  # fmt: skip
_LOAN: Final = (
    Recipe("finance", "小额信贷", "申请脱贫人口小额信贷，财政贴息，用于扩大种养", "1笔，2年", (20000, 50000), "loan", (4000, 9000)),
    Recipe("finance", "农业保险", "为种养产业购买政策性农业保险", "全部在田在圈", (120, 480), "sector", (0, 0)),
)  # fmt: skip
_SPIRIT: Final = (
    Recipe("spirit", "扶志教育", "驻村工作队每月谈心，参加“积分超市”和院坝会", "每月1次", (0, 0), "unit", (0, 0)),
)  # fmt: skip
ALLOWANCES: Final = _CARE[:2]
"""What is owed to whoever it fits, whatever the causes are."""
RECIPES: Final[dict[str, tuple[Recipe, ...]]] = {
    "1": (*_HEALTH, *_CARE),
    "2": (*_CARE, _HEALTH[2], *_POST),
    "3": (*_SCHOOL, *_WORK, _CARE[3], _FARM[3]),
    "4": (*_HOUSE, *_FARM, _LOAN[1]),
    "5": (*_WORK, _FARM[3], *_POST, _CARE[3]),
    "6": (*_WATER, *_PLACE, *_FARM),
    "7": (*_WORK, *_FARM),
    "8": (*_POST, *_CARE, _FARM[3]),
    "9": (*_LOAN, *_FARM),
    "10": (*_PLACE, *_WORK, *_FARM),
    "11": (*_SPIRIT, *_WORK, *_POST, _FARM[3]),
    "12": (*_WORK, *_LOAN),
    "13": (*_CARE, *_WORK, _FARM[3]),
    "99": (*_CARE, *_FARM),
}
