# SPDX-License-Identifier: MIT
"""Which missing facts rules keep quiet about, and which a quiet rule asks for; why stands with each. Read by `test_silence`."""

from __future__ import annotations

WRONG_ONE = "is itself what would be wrong; that it is missing is said by the list of what has to be filled in, or by another rule"
CONDITION = "decides whether the rule concerns anybody"
STRUCTURE = "is what a row is found by at all, and never empty in a saved one"
ENOUGH = "is not needed: another answer to the same question decides it alone"
TWINS = "makes two rows the same only where both say it"
NAME = "is the name by which two rows are told to be about the same person"
ASKED = "is asked for by the rule itself: that it is missing is what is wrong"
BY_LINE = "is only wanted where it differs from what a line of the office says"
FROM_START = (
    "is only filled in for who came later: without it, and without a reason, somebody was there from the beginning"
)
STRICT = "counts as not yet done as long as nobody says that it was"

SILENT = {
    "A02": {WRONG_ONE: "Member.id_no"},
    "A03": {WRONG_ONE: "Member.id_no"},
    "A04": {WRONG_ONE: "Member.id_no"},
    "A05": {WRONG_ONE: "Member.id_no"},
    "A06": {WRONG_ONE: "Member.card_no"},
    "A08": {WRONG_ONE: "Member.card_no"},
    "A09": {CONDITION: "Member.id_no"},
    "A11": {WRONG_ONE: "Member.name"},
    "A13": {WRONG_ONE: "Member.phone"},
    "A15": {WRONG_ONE: "Member.phone"},
    "A16": {WRONG_ONE: "Household.phone"},
    "A17": {CONDITION: "Member.id_no"},
    "A18": {WRONG_ONE: "Member.id_no"},
    "A3b": {CONDITION: "Cause.code"},
    "B02": {WRONG_ONE: "MemberYear.relation"},
    "B03": {WRONG_ONE: "MemberYear.relation"},
    "B04": {CONDITION: "MemberYear.relation"},
    "B06": {WRONG_ONE: "MemberYear.relation"},
    "B07": {CONDITION: "MemberYear.relation"},
    "B08": {CONDITION: "MemberYear.relation"},
    "B11": {CONDITION: "MemberYear.relation"},
    "B13": {CONDITION: "MemberYear.relation"},
    "B14": {CONDITION: "MemberYear.relation"},
    "B15": {WRONG_ONE: "Member.joined Member.left", CONDITION: "Member.leave_reason"},
    "B16": {CONDITION: "Member.join_reason"},
    "B17": {CONDITION: "Member.join_reason"},
    "B18": {
        CONDITION: "Member.leave_reason",
        NAME: "Visit.received_by",
        STRUCTURE: "MemberYear.year",
    },
    "C01": {WRONG_ONE: "MemberYear.education MemberYear.school"},
    "C04": {CONDITION: "MemberYear.school"},
    "C05": {CONDITION: "MemberYear.school"},
    "C06": {CONDITION: "MemberYear.school"},
    "C07": {CONDITION: "MemberYear.school"},
    "C08": {CONDITION: "MemberYear.school"},
    "C09": {CONDITION: "MemberYear.school"},
    "C10": {WRONG_ONE: "MemberYear.education"},
    "C11": {CONDITION: "MemberYear.dropout_reason"},
    "C12": {WRONG_ONE: "MemberYear.school", STRUCTURE: "MemberYear.year"},
    "C13": {CONDITION: "MemberYear.school"},
    "C14": {CONDITION: "Cause.code"},
    "C15": {CONDITION: "MemberYear.school"},
    "C17": {WRONG_ONE: "MemberYear.education"},
    "D02": {WRONG_ONE: "MemberYear.health"},
    "D05": {CONDITION: "MemberYear.medical"},
    "D07": {WRONG_ONE: "MemberYear.pension"},
    "D09": {CONDITION: "MemberYear.critical_aid"},
    "D10": {CONDITION: "Cause.code"},
    "D11": {CONDITION: "Cause.code"},
    "D16": {CONDITION: "MemberYear.destitute"},
    "E02": {CONDITION: "MemberYear.school"},
    "E03": {CONDITION: "MemberYear.labour"},
    "E04": {CONDITION: "MemberYear.labour"},
    "E05": {CONDITION: "MemberYear.health MemberYear.labour"},
    "E06": {WRONG_ONE: "MemberYear.public_post_months MemberYear.work_months"},
    "E07": {WRONG_ONE: "MemberYear.public_post_months MemberYear.work_months"},
    "E08": {WRONG_ONE: "MemberYear.work_months MemberYear.work_place"},
    "E09": {WRONG_ONE: "MemberYear.work_place"},
    "E10": {WRONG_ONE: "MemberYear.work_months WorkStretch.start", STRUCTURE: "WorkStretch.member"},
    "E11": {WRONG_ONE: "MemberYear.work_months"},
    "E21": {CONDITION: "MemberYear.work_planned"},
    "E14": {CONDITION: "MemberYear.public_post", WRONG_ONE: "MemberYear.public_post_months"},
    "E15": {CONDITION: "MemberYear.public_post"},
    "E16": {CONDITION: "MemberYear.public_post"},
    "E17": {CONDITION: "MemberYear.public_post"},
    "E18": {CONDITION: "MemberYear.labour"},
    "E19": {WRONG_ONE: "IncomeYear.wages MemberYear.work_months", STRUCTURE: "IncomeYear.year"},
    "E20": {WRONG_ONE: "IncomeYear.wages MemberYear.work_months", STRUCTURE: "IncomeYear.year"},
    "F01": {CONDITION: "IncomeYear.stated_per_head", STRUCTURE: "IncomeYear.year"},
    "F02": {WRONG_ONE: "IncomeYear.wage_work IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F03": {WRONG_ONE: "IncomeYear.ecology", STRUCTURE: "IncomeYear.year"},
    "F04": {WRONG_ONE: "IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F05": {WRONG_ONE: "IncomeYear.production", STRUCTURE: "IncomeYear.year"},
    "F06": {WRONG_ONE: "IncomeYear.production_cost", STRUCTURE: "IncomeYear.year"},
    "F08": {STRUCTURE: "IncomeYear.year"},
    "F09": {CONDITION: "Household.identify_year", WRONG_ONE: "IncomeYear.wages", STRUCTURE: "IncomeYear.year"},
    "F10": {
        WRONG_ONE: "IncomeYear.destitute IncomeYear.family_planning IncomeYear.low_income IncomeYear.pension",
        STRUCTURE: "IncomeYear.year",
    },
    "F11": {WRONG_ONE: "IncomeYear.pension", STRUCTURE: "IncomeYear.year"},
    "F12": {STRUCTURE: "IncomeYear.year", CONDITION: "MemberYear.pension"},
    "F13": {
        WRONG_ONE: "IncomeYear.destitute IncomeYear.low_income",
        STRUCTURE: "IncomeYear.year",
        CONDITION: "MemberYear.destitute MemberYear.low_income",
    },
    "F14": {WRONG_ONE: "IncomeYear.ecology", STRUCTURE: "IncomeYear.year"},
    "F15": {WRONG_ONE: "IncomeYear.family_planning", STRUCTURE: "IncomeYear.year"},
    "F16": {STRUCTURE: "IncomeYear.year"},
    "F17": {
        WRONG_ONE: "IncomeYear.production IncomeYear.production_cost IncomeYear.wages",
        STRUCTURE: "IncomeYear.year",
    },
    "F18": {STRUCTURE: "IncomeYear.year"},
    "F19": {STRUCTURE: "IncomeYear.year"},
    "F20": {STRUCTURE: "IncomeYear.year"},
    "F21": {WRONG_ONE: "IncomeYear.asset_dividend", ENOUGH: "Project.year", STRUCTURE: "IncomeYear.year"},
    "F22": {CONDITION: "IncomeLine.gross IncomeLine.item"},
    "F23": {CONDITION: "HouseholdYear.risks", STRUCTURE: "IncomeYear.year"},
    "F24": {WRONG_ONE: "MemberYear.wage"},
    "F25": {
        CONDITION: "IncomeLine.gross IncomeLine.item",
        WRONG_ONE: "IncomeYear.wages",
        STRUCTURE: "IncomeYear.year",
    },
    "F26": {CONDITION: "IncomeLine.date IncomeLine.item"},
    "G02": {
        WRONG_ONE: (
            "HouseholdYear.farmland HouseholdYear.forest HouseholdYear.grassland HouseholdYear.orchard "
            "HouseholdYear.returned HouseholdYear.water_surface"
        ),
    },
    "G03": {WRONG_ONE: "HouseholdYear.returned"},
    "G04": {WRONG_ONE: "HouseholdYear.irrigated"},
    "G06": {WRONG_ONE: "HouseholdYear.house_area"},
    "G08": {WRONG_ONE: "HouseholdYear.house_grade"},
    "G09": {ENOUGH: "HouseholdYear.water_solved"},
    "G12": {CONDITION: "Cause.code"},
    "G13": {CONDITION: "Cause.code"},
    "H01": {CONDITION: "Household.identify_year"},
    "H02": {ENOUGH: "HouseholdYear.house_grade"},
    "H06": {CONDITION: "Cause.code HouseholdYear.risks"},
    "H07": {CONDITION: "Cause.code"},
    "H09": {CONDITION: "HouseholdYear.risks"},
    "H10": {ENOUGH: "HouseholdYear.house_grade"},
    "H12": {ENOUGH: "HouseholdYear.house_grade"},
    "H20": {CONDITION: "Pairing.end Pairing.start"},
    "H21": {STRUCTURE: "Process.template ProcessStep.step"},
    "I01": {CONDITION: "Cause.code"},
    "I05": {CONDITION: "Pairing.end Pairing.start"},
    "I06": {CONDITION: "Pairing.end"},
    "I08": {CONDITION: "Household.care_level Pairing.role Visit.cadre", STRUCTURE: "Visit.date"},
    "I09": {WRONG_ONE: "Visit.time"},
    "I13": {WRONG_ONE: "Attendance.d05"},
    "I14": {WRONG_ONE: "VillageYear.first_secretary"},
    "J08": {CONDITION: "Benefit.member"},
    "J09": {CONDITION: "Visit.gift_money"},
    "K01": {STRUCTURE: "Process.template ProcessStep.step", WRONG_ONE: "ProcessStep.start"},
    "K02": {STRUCTURE: "Process.template ProcessStep.step"},
    "K03": {WRONG_ONE: "MeetingItem.against", CONDITION: "ProcessStep.done", STRUCTURE: "Process.template ProcessStep.step"},
    "K05": {CONDITION: "Plan.signed_household"},
    "K06": {CONDITION: "HouseholdYear.monitored_since Member.joined"},
    "K08": {CONDITION: "Attachment.paper", STRUCTURE: "Attachment.year"},
    "K09": {CONDITION: "Pairing.cadre Pairing.end"},
    "K10": {WRONG_ONE: "Attachment.taken_on", STRUCTURE: "Attachment.year"},
    "K13": {CONDITION: "MemberYear.relation", STRUCTURE: "MemberYear.year"},
    "K14": {WRONG_ONE: "Measure.signed_on"},
    "K15": {WRONG_ONE: "Visit.changes"},
    "J01": {CONDITION: "Allocation.donation Payment.date", ENOUGH: "FundAccount.opening_on"},
    "J03": {CONDITION: "Allocation.donation"},
    "J07": {CONDITION: "Donation.form"},
    "J13": {WRONG_ONE: "Donation.in_words"},
    "J8b": {CONDITION: "Payment.date Payout.to_member", WRONG_ONE: "Household.ended"},
    "J9b": {CONDITION: "Payment.date", TWINS: "Payout.to_member"},
    "J14": {CONDITION: "Allocation.donation Payment.date"},
    "J10": {WRONG_ONE: "Project.accepted Project.budget_change"},
    "L02": {ENOUGH: "Village.exit_year VillageYear.exited"},
    "L03": {CONDITION: "Village.exit_year"},
    "L07": {ENOUGH: "Village.exit_year VillageYear.exited"},
    "R01": {
        WRONG_ONE: (
            "Matter.due Matter.closed_on Matter.told_on MatterStep.date Complaint.due Complaint.closed_on "
            "Complaint.replied_on Deed.due Deed.published_on Deed.done_on Deed.closed_on Inspection.last "
            "Inspection.due Inspection.notice_on Inspection.answered_on Rectification.due "
            "Rectification.done_on Rectification.checked_on Resolution.due Resolution.done_on "
            "Resolution.published_on"
        ),
    },
    "R03": {ENOUGH: "Rectification.due", WRONG_ONE: "Matter.closed_on"},
    "R05": {CONDITION: "Complaint.anonymous", WRONG_ONE: "Complaint.complainant"},
    "R06": {TWINS: "Matter.ledger Matter.number"},
    "M26": {TWINS: "Measure.amount Measure.category Measure.content Measure.due Measure.quantity"},
    "M56": {WRONG_ONE: "Member.id_no"},
    "M60": {CONDITION: "Household.ended Household.village Pairing.cadre"},
}  # fmt: skip
PROVOKED = {
    "A01": {ASKED: "Member.id_no"},
    "A07": {ASKED: "Member.card_no"},
    "A12": {ASKED: "Member.ethnic"},
    "B01": {ASKED: "MemberYear.relation"},
    "B05": {ASKED: "MemberYear.relation"},
    "B15": {ASKED: "Member.change_evidence Member.leave_reason Member.left"},
    "C02": {ASKED: "MemberYear.education"},
    "D01": {ASKED: "MemberYear.health"},
    "E08": {ASKED: "MemberYear.work_months MemberYear.work_place"},
    "E13": {ASKED: "WorkStretch.end"},
    "E21": {ASKED: "MemberYear.job_service"},
    "E09": {ASKED: "MemberYear.work_county"},
    "E14": {ASKED: "MemberYear.public_post MemberYear.public_post_months"},
    "F15": {ASKED: "Household.family_types"},  # the list has no word for none of these
    "F22": {ASKED: "IncomeLine.evidence"},
    "F26": {ASKED: "IncomeLine.gross"},
    "G01": {
        ASKED: (
            "HouseholdYear.farmland HouseholdYear.forest HouseholdYear.grassland HouseholdYear.orchard "
            "HouseholdYear.returned HouseholdYear.water_surface"
        ),
    },
    "G05": {ASKED: "HouseholdYear.road_distance"},
    "G06": {ASKED: "HouseholdYear.house_area HouseholdYear.no_house"},
    "G08": {ASKED: "HouseholdYear.house_grade"},
    "G11": {
        ASKED: (
            "HouseholdYear.broadcasting HouseholdYear.cooperative HouseholdYear.fuel "
            "HouseholdYear.leader_firm HouseholdYear.leader_person HouseholdYear.road_type "
            "HouseholdYear.toilet"
        ),
    },
    "G14": {
        ASKED: (
            "HouseholdYear.moved_in HouseholdYear.settlement_area HouseholdYear.settlement_mode "
            "HouseholdYear.settlement_place"
        ),
    },
    "H03": {STRUCTURE: "Process.template ProcessStep.step", ASKED: "ProcessStep.done ProcessStep.result"},
    "H04": {ASKED: "HouseholdYear.note"},
    "H05": {ASKED: "HouseholdYear.return_cause HouseholdYear.return_year"},
    "H08": {ASKED: "HouseholdYear.risks"},
    "H09": {ASKED: "HouseholdYear.risk_note"},
    "H11": {
        ASKED: "HouseholdYear.dangerous HouseholdYear.water_solved Member.birth MemberYear.medical",
        STRUCTURE: "IncomeYear.year",
    },
    "H16": {STRICT: "HouseholdYear.risk_removed HouseholdYear.risk_removed_on"},
    "H18": {ASKED: "HouseholdYear.no_labour_household"},
    "H20": {STRICT: "Cadre.phone"},
    "H22": {STRICT: "Monitoring.confirmed_on"},
    "I02": {STRICT: "MemberYear.work_months"},
    "I06": {STRICT: "Pairing.end"},
    "I08": {STRICT: "Visit.cadre Visit.date"},
    "I12": {STRICT: "Benefit.measure"},
    "I13": {ASKED: "Leave.approver"},
    "J08": {ASKED: "Benefit.signed_household"},
    "J8b": {ASKED: "Payout.signed"},
    "K05": {ASKED: "Plan.made_on"},
    "K06": {ASKED: "Attachment.paper Attachment.photo", STRUCTURE: "Attachment.year"},
    "K11": {FROM_START: "Member.joined"},
    "L01": {ASKED: "VillageYear.households VillageYear.people"},
    "L02": {ASKED: "VillageYear.collective_income"},
    "L04": {
        ASKED: (
            "VillageYear.bus VillageYear.clinics VillageYear.destitute_people "
            "VillageYear.disabled_people VillageYear.doctors VillageYear.low_households "
            "VillageYear.low_people VillageYear.pension_insured VillageYear.primary_schools "
            "VillageYear.reading_rooms VillageYear.refuse_points VillageYear.toilets"
        ),
    },
    "J06": {STRICT: "Allocation.donation Payment.date"},
    "J07": {ASKED: "Donation.amount Donation.unit"},
    "J14": {ASKED: "Donation.feedback_on"},
    "L08": {ASKED: "VillageYear.agronomist VillageYear.first_secretary VillageYear.law_lecturer"},
    "R02": {ASKED: "Matter.closed_on Matter.outcome Matter.result"},
    "R03": {STRICT: "Matter.outcome", BY_LINE: "Complaint.due"},
    "R07": {ASKED: "Matter.cadre"},
    "M03": {ASKED: "Notice.end Notice.phones Notice.start"},
    "M60": {STRICT: "Pairing.end"},
}  # fmt: skip
