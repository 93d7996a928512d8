# SPDX-License-Identifier: MIT
"""Names of people, places, banks and firms to choose from. Common parts, put together at random."""

from __future__ import annotations

from typing import Final

SURNAMES: Final = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严赖覃洪武莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申",
    "欧阳",
    "司马",
)
MALE: Final = tuple(
    "伟强磊军勇杰涛明超辉刚健俊峰波斌宇浩凯飞鹏亮林平东文华国志海江山川贵福禄喜财旺根生金银铜柱栋梁友德仁义礼智信忠孝"
)
FEMALE: Final = tuple(
    "芳娜敏静丽艳娟霞秀英玲桂兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛珍贞莉红春菊翠雅芝玉萍娥巧花珠瑞彩琴"
)
MIDDLE: Final = tuple("建国志永德文正光明家世春秋晓小玉天大新云成长立思继绍先承泽")

HAMLETS: Final = (
    "上坝",
    "下坝",
    "中湾",
    "老屋场",
    "石板田",
    "竹林沟",
    "桂花坪",
    "大堰塘",
    "水井湾",
    "杨柳坝",
    "黄泥坡",
    "碾子坪",
)
VILLAGE_FIRST: Final = tuple("清石双龙青白红金银玉新安和福永太高长大小上下东西南北")
VILLAGE_SECOND: Final = tuple("溪桥龙山坪湾坝沟塘河岭坡堰井庙林竹松柏梅田园台")
BANKS: Final = ("示范县农村商业银行", "示范县农村信用合作联社", "示范县邮政储蓄营业所")
EMPLOYERS: Final = (
    "示范市宏达电子厂",
    "示范市顺意家政服务部",
    "示范县平安建筑劳务队",
    "示范县绿源农产品加工厂",
    "示范市新兴服装厂",
    "示范市四季餐饮店",
    "示范县通达物流站",
    "示范县惠民砖厂",
)
UNITS: Final = (  # name, level, post of its cadres
    ("示范县农业农村局", "county", "科员"),
    ("示范县教育局", "county", "副股长"),
    ("示范县卫生健康局", "county", "科员"),
    ("示范县民政局", "county", "股长"),
    ("示范县人力资源和社会保障局", "county", "科员"),
    ("示范县住房和城乡建设局", "county", "科员"),
    ("示范县交通运输局", "county", "工程师"),
    ("示范县水务局", "county", "科员"),
    ("示范县残疾人联合会", "county", "干事"),
    ("示范县人民医院", "county", "主治医师"),
    ("示范县第一中学", "county", "教师"),
    ("示范县供销合作社", "county", "职工"),
    ("示范市审计局", "city", "四级主任科员"),
    ("示范镇人民政府", "township", "科员"),
    ("示范镇中心小学", "township", "教师"),
    ("示范镇卫生院", "township", "护士"),
)
