CREATE TABLE file_info (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;

CREATE TABLE draft (form TEXT NOT NULL, row TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (form, row)) STRICT;

CREATE TABLE memory (topic TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (topic, key)) STRICT;

CREATE TABLE picture (hash TEXT PRIMARY KEY NOT NULL, media TEXT NOT NULL, content BLOB NOT NULL) STRICT;

CREATE TABLE own_template (name TEXT PRIMARY KEY NOT NULL, content BLOB NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    device TEXT NOT NULL,
    at TEXT NOT NULL,
    inverts TEXT,
    changes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    arrived INTEGER
) STRICT;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch (seq),
    n INTEGER NOT NULL,
    entity TEXT NOT NULL,
    row TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX change_name ON change (batch, n);

CREATE INDEX change_cell ON change (row, field);

CREATE INDEX change_moved ON change (seq) WHERE field IN ('household', 'origin');

CREATE TABLE change_over (change INTEGER NOT NULL, replaced INTEGER NOT NULL, PRIMARY KEY (change, replaced)) STRICT, WITHOUT ROWID;

CREATE INDEX change_over_replaced ON change_over (replaced);

CREATE TABLE change_head (row TEXT NOT NULL, field TEXT NOT NULL, change INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (row, field, change)) STRICT, WITHOUT ROWID;

CREATE INDEX change_head_contested ON change_head (row, field) WHERE place > 0;

CREATE TABLE "village" (
    id TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "code" TEXT,
    "township" TEXT,
    "county" TEXT,
    "city" TEXT,
    "province" TEXT,
    "former_name" TEXT,
    "former_code" TEXT,
    "attribute" TEXT,
    "traits" TEXT,
    "exit_year" INTEGER,
    "supervision_phone" TEXT,
    "fonds_name" TEXT,
    "fonds_no" TEXT,
    "archive_class" TEXT,
    "archive_class_no" TEXT,
    "archive_village_no" TEXT,
    "archive_category" TEXT,
    "archive_issue" TEXT,
    "cataloguing" TEXT,
    "volume_pattern" TEXT,
    "piece_pattern" TEXT,
    "box_pages" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE TABLE "village_year" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "year" INTEGER,
    "hamlets" INTEGER,
    "groups" INTEGER,
    "households" INTEGER,
    "people" INTEGER,
    "minority_people" INTEGER,
    "labour" INTEGER,
    "migrants" INTEGER,
    "migrants_outside" INTEGER,
    "farmland" INTEGER,
    "irrigated" INTEGER,
    "forest" INTEGER,
    "returned" INTEGER,
    "orchard" INTEGER,
    "grassland" INTEGER,
    "water" INTEGER,
    "poor_households" INTEGER,
    "poor_people" INTEGER,
    "poor_ordinary" INTEGER,
    "poor_ordinary_people" INTEGER,
    "poor_low_income" INTEGER,
    "poor_low_income_people" INTEGER,
    "poor_destitute" INTEGER,
    "poor_destitute_people" INTEGER,
    "low_households" INTEGER,
    "low_people" INTEGER,
    "destitute_people" INTEGER,
    "disabled_people" INTEGER,
    "registered_people" INTEGER,
    "registered_basis" TEXT,
    "dangerous_houses" INTEGER,
    "unsafe_water" INTEGER,
    "hard_water" INTEGER,
    "road_to_township" INTEGER,
    "road_length" INTEGER,
    "unpaved_hamlets" INTEGER,
    "bus" INTEGER,
    "production_power" INTEGER,
    "living_power" INTEGER,
    "broadcast_households" INTEGER,
    "broadband" INTEGER,
    "primary_schools" INTEGER,
    "clinics" INTEGER,
    "doctors" INTEGER,
    "toilets" INTEGER,
    "refuse_points" INTEGER,
    "reading_rooms" INTEGER,
    "medical_insured" INTEGER,
    "pension_insured" INTEGER,
    "cooperatives" INTEGER,
    "cooperative_households" INTEGER,
    "tourism_workers" INTEGER,
    "tourism_income" INTEGER,
    "collective_income" INTEGER,
    "secretary" TEXT,
    "secretary_phone" TEXT,
    "director" TEXT,
    "director_phone" TEXT,
    "first_secretary" TEXT,
    "first_secretary_phone" TEXT,
    "team_size" INTEGER,
    "team_leader" TEXT,
    "team_unit" TEXT,
    "leader" TEXT,
    "agronomist" TEXT,
    "law_lecturer" TEXT,
    "office_phone" TEXT,
    "exited" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX village_year_village ON "village_year" ("village", year);

CREATE TABLE "household" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "hh_no" TEXT,
    "local_no" TEXT,
    "group" TEXT,
    "address" TEXT,
    "phone" TEXT,
    "bank" TEXT,
    "bank_no" TEXT,
    "standard" TEXT,
    "programmes" TEXT,
    "identified" TEXT,
    "identify_year" INTEGER,
    "plan_exit_year" INTEGER,
    "family_types" TEXT,
    "care_level" TEXT,
    "longitude" TEXT,
    "latitude" TEXT,
    "head_photo" TEXT,
    "note" TEXT,
    "ended" TEXT,
    "end_reason" TEXT,
    "volume_no" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX household_village ON "household" ("village");

CREATE INDEX household_hh_no ON "household" ("hh_no");

CREATE INDEX household_ended ON "household" ("ended");

CREATE TABLE "household_year" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "attribute" TEXT,
    "household_type" TEXT,
    "exit_status" TEXT,
    "exit_year" INTEGER,
    "not_exit_reason" TEXT,
    "return_year" INTEGER,
    "return_cause" TEXT,
    "stated_size" INTEGER,
    "note" TEXT,
    "monitor_type" TEXT,
    "monitored_since" TEXT,
    "risks" TEXT,
    "risk_disaster" TEXT,
    "risk_note" TEXT,
    "risk_removed" INTEGER,
    "risk_removed_on" TEXT,
    "risk_removal" TEXT,
    "no_labour_household" INTEGER,
    "farmland" INTEGER,
    "irrigated" INTEGER,
    "dry_land" INTEGER,
    "paddy" INTEGER,
    "registered_land" INTEGER,
    "forest" INTEGER,
    "returned" INTEGER,
    "orchard" INTEGER,
    "grassland" INTEGER,
    "water_surface" INTEGER,
    "food_secure" INTEGER,
    "clothing_secure" INTEGER,
    "production_power" INTEGER,
    "living_power" INTEGER,
    "broadcasting" INTEGER,
    "road_distance" INTEGER,
    "road_type" TEXT,
    "water_hard" INTEGER,
    "water_safe" INTEGER,
    "water_solved" INTEGER,
    "fuel" TEXT,
    "toilet" INTEGER,
    "house_area" INTEGER,
    "no_house" INTEGER,
    "dangerous" INTEGER,
    "house_grade" TEXT,
    "structure" TEXT,
    "house_photo" TEXT,
    "cooperative" INTEGER,
    "leader_firm" INTEGER,
    "leader_person" INTEGER,
    "relocated" INTEGER,
    "consents" INTEGER,
    "relocation_mode" TEXT,
    "settlement_mode" TEXT,
    "settlement_place" TEXT,
    "moved_in" TEXT,
    "settlement_area" INTEGER,
    "old_house_gone" INTEGER,
    "relocation_trouble" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX household_year_household ON "household_year" ("household", year);

CREATE TABLE "member" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "position" INTEGER,
    "person_no" TEXT,
    "name" TEXT,
    "sex" TEXT,
    "birth" TEXT,
    "id_type" TEXT,
    "id_no" TEXT,
    "id_checked" TEXT,
    "no_id_reason" TEXT,
    "card_no" TEXT,
    "ethnic" TEXT,
    "phone" TEXT,
    "identified" TEXT,
    "in_hukou" INTEGER,
    "shares_budget" INTEGER,
    "counted" INTEGER,
    "join_reason" TEXT,
    "joined" TEXT,
    "leave_reason" TEXT,
    "left" TEXT,
    "merged_into" TEXT,
    "change_evidence" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX member_household ON "member" ("household");

CREATE INDEX member_person_no ON "member" ("person_no");

CREATE INDEX member_id_no ON "member" ("id_no");

CREATE INDEX member_merged_into ON "member" ("merged_into");

CREATE TABLE "member_year" (
    id TEXT PRIMARY KEY NOT NULL,
    "member" TEXT,
    "year" INTEGER,
    "relation" TEXT,
    "relation_text" TEXT,
    "politics" TEXT,
    "education" TEXT,
    "school" TEXT,
    "dropout_reason" TEXT,
    "mandarin" INTEGER,
    "health" TEXT,
    "disability_kind" TEXT,
    "disability_grade" TEXT,
    "card_year" INTEGER,
    "illness_note" TEXT,
    "labour" TEXT,
    "work_place" TEXT,
    "work_region" TEXT,
    "work_province" TEXT,
    "work_city" TEXT,
    "work_county" TEXT,
    "work_township" TEXT,
    "work_abroad" INTEGER,
    "work_months" INTEGER,
    "employer" TEXT,
    "industry" TEXT,
    "job_channel" TEXT,
    "wage" INTEGER,
    "public_post" TEXT,
    "public_post_months" INTEGER,
    "work_planned" INTEGER,
    "planned_county" TEXT,
    "job_service" TEXT,
    "medical" INTEGER,
    "employee_medical" INTEGER,
    "critical_insurance" INTEGER,
    "commercial_medical" INTEGER,
    "critical_aid" INTEGER,
    "other_health_aid" INTEGER,
    "accident_subsidy" INTEGER,
    "pension" INTEGER,
    "employee_pension" INTEGER,
    "low_income" TEXT,
    "destitute" TEXT,
    "soldier" INTEGER,
    "relocated_person" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX member_year_member ON "member_year" ("member", year);

CREATE TABLE "work_stretch" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "member" TEXT,
    "working" INTEGER,
    "start" TEXT,
    "end" TEXT,
    "county" TEXT,
    "employer" TEXT,
    "industry" TEXT,
    "job_channel" TEXT,
    "wage" INTEGER,
    "brought" INTEGER,
    "fare" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX work_stretch_household ON "work_stretch" ("household");

CREATE INDEX work_stretch_member ON "work_stretch" ("member");

CREATE TABLE "member_list" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "kind" TEXT,
    "date" TEXT,
    "names" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX member_list_household ON "member_list" ("household", year);

CREATE TABLE "member_change" (
    id TEXT PRIMARY KEY NOT NULL,
    "member" TEXT,
    "kind" TEXT,
    "date" TEXT,
    "evidence" TEXT,
    "place" TEXT,
    "origin" TEXT,
    "target" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX member_change_member ON "member_change" ("member");

CREATE INDEX member_change_origin ON "member_change" ("origin");

CREATE INDEX member_change_target ON "member_change" ("target");

CREATE TABLE "household_change" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "kind" TEXT,
    "date" TEXT,
    "evidence" TEXT,
    "place" TEXT,
    "other" TEXT,
    "head_before" TEXT,
    "head_after" TEXT,
    "village_before" TEXT,
    "village_after" TEXT,
    "status_before" TEXT,
    "status_after" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX household_change_household ON "household_change" ("household");

CREATE INDEX household_change_other ON "household_change" ("other");

CREATE INDEX household_change_head_before ON "household_change" ("head_before");

CREATE INDEX household_change_head_after ON "household_change" ("head_after");

CREATE INDEX household_change_village_before ON "household_change" ("village_before");

CREATE INDEX household_change_village_after ON "household_change" ("village_after");

CREATE TABLE "cause" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "rank" TEXT,
    "code" TEXT,
    "note" TEXT,
    "evidence" TEXT,
    "concerned" TEXT,
    "need" TEXT,
    "response" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX cause_household ON "cause" ("household", year);

CREATE TABLE "income_year" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "wages" INTEGER,
    "wage_work" INTEGER,
    "wage_post_sector" INTEGER,
    "wage_post_township" INTEGER,
    "wage_post_village" INTEGER,
    "wage_other" INTEGER,
    "production" INTEGER,
    "crops" INTEGER,
    "livestock" INTEGER,
    "orchard" INTEGER,
    "trade" INTEGER,
    "production_cost" INTEGER,
    "crops_cost" INTEGER,
    "livestock_cost" INTEGER,
    "orchard_cost" INTEGER,
    "trade_cost" INTEGER,
    "asset_dividend" INTEGER,
    "other_property" INTEGER,
    "family_planning" INTEGER,
    "low_income" INTEGER,
    "destitute" INTEGER,
    "pension" INTEGER,
    "ecology" INTEGER,
    "other_transfer" INTEGER,
    "claims" INTEGER,
    "own_payments" INTEGER,
    "stated_per_head" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX income_year_household ON "income_year" ("household", year);

CREATE TABLE "income_line" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "position" INTEGER,
    "year" INTEGER,
    "date" TEXT,
    "quarter" TEXT,
    "member" TEXT,
    "item" TEXT,
    "quantity" INTEGER,
    "unit" TEXT,
    "price" INTEGER,
    "gross" INTEGER,
    "cost" INTEGER,
    "evidence" TEXT,
    "evidence_note" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX income_line_household ON "income_line" ("household", year);

CREATE INDEX income_line_member ON "income_line" ("member", year);

CREATE TABLE "income_rate" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "year" INTEGER,
    "item" TEXT,
    "output" INTEGER,
    "output_unit" TEXT,
    "price" INTEGER,
    "cost" INTEGER,
    "source" TEXT,
    "confirmed" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX income_rate_village ON "income_rate" ("village", year);

CREATE TABLE "unit" (
    id TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "level" TEXT,
    "address" TEXT,
    "contact" TEXT,
    "phone" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE TABLE "cadre" (
    id TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "sex" TEXT,
    "politics" TEXT,
    "unit" TEXT,
    "post" TEXT,
    "phone" TEXT,
    "role" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX cadre_name ON "cadre" ("name");

CREATE INDEX cadre_unit ON "cadre" ("unit");

CREATE TABLE "pairing" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "cadre" TEXT,
    "role" TEXT,
    "start" TEXT,
    "end" TEXT,
    "change_reason" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX pairing_household ON "pairing" ("household", cadre, role, start, "end", removed);

CREATE INDEX pairing_cadre ON "pairing" ("cadre");

CREATE TABLE "plan" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "made_on" TEXT,
    "wish" TEXT,
    "target" INTEGER,
    "adjustment" TEXT,
    "result" TEXT,
    "actual_gain" INTEGER,
    "signed_household" INTEGER,
    "signed_cadre" INTEGER,
    "signed_village" INTEGER,
    "signed_township" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX plan_household ON "plan" ("household", year);

CREATE TABLE "measure" (
    id TEXT PRIMARY KEY NOT NULL,
    "plan" TEXT,
    "position" INTEGER,
    "stage" TEXT,
    "category" TEXT,
    "subcategory" TEXT,
    "item" TEXT,
    "content" TEXT,
    "cause" TEXT,
    "risk" TEXT,
    "goal" TEXT,
    "quantity" TEXT,
    "amount" INTEGER,
    "source" TEXT,
    "responsible_unit" TEXT,
    "responsible" TEXT,
    "responsible_cadre" TEXT,
    "helped_since" TEXT,
    "due" TEXT,
    "expected_gain" INTEGER,
    "status" TEXT,
    "done_on" TEXT,
    "actual_gain" INTEGER,
    "adjusted" TEXT,
    "evidence" TEXT,
    "evidence_note" TEXT,
    "evidence_photo" TEXT,
    "result" TEXT,
    "signed_household" INTEGER,
    "signed_on" TEXT,
    "paper_signed" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX measure_plan ON "measure" ("plan");

CREATE INDEX measure_responsible_cadre ON "measure" ("responsible_cadre");

CREATE INDEX measure_open ON "measure" (due, plan) WHERE removed IS NULL AND coalesce(status, '') NOT IN ('done', 'dropped', 'adjusted');

CREATE TABLE "visit" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "date" TEXT,
    "time" TEXT,
    "minutes" INTEGER,
    "cadre" TEXT,
    "visitors" TEXT,
    "unit" TEXT,
    "received_by" TEXT,
    "change_kinds" TEXT,
    "changes" TEXT,
    "policies" TEXT,
    "problems" TEXT,
    "help_given" TEXT,
    "gifts" TEXT,
    "gift_money" INTEGER,
    "next_date" TEXT,
    "next_plan" TEXT,
    "photo" TEXT,
    "paper_signed" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX visit_household ON "visit" ("household", date, next_date, removed);

CREATE INDEX visit_date ON "visit" ("date");

CREATE INDEX visit_cadre ON "visit" ("cadre");

CREATE TABLE "care" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "level" TEXT,
    "start" TEXT,
    "reason" TEXT,
    "decided_by" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX care_household ON "care" ("household");

CREATE TABLE "benefit" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "date" TEXT,
    "measure" TEXT,
    "member" TEXT,
    "category" TEXT,
    "subcategory" TEXT,
    "item" TEXT,
    "content" TEXT,
    "quantity" TEXT,
    "amount" INTEGER,
    "source" TEXT,
    "provider" TEXT,
    "cadre" TEXT,
    "handler" TEXT,
    "evidence" TEXT,
    "evidence_note" TEXT,
    "evidence_photo" TEXT,
    "result" TEXT,
    "signed_household" INTEGER,
    "note" TEXT,
    "loan_due" TEXT,
    "loan_repaid" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX benefit_household ON "benefit" ("household");

CREATE INDEX benefit_measure ON "benefit" ("measure");

CREATE INDEX benefit_member ON "benefit" ("member");

CREATE INDEX benefit_cadre ON "benefit" ("cadre");

CREATE TABLE "line" (
    id TEXT PRIMARY KEY NOT NULL,
    "name" TEXT,
    "year" INTEGER,
    "region" TEXT,
    "value" INTEGER,
    "unit" TEXT,
    "source" TEXT,
    "confirmed" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE TABLE "procedure_edition" (
    id TEXT PRIMARY KEY NOT NULL,
    "template" TEXT,
    "year" INTEGER,
    "region" TEXT,
    "off" TEXT,
    "source" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE TABLE "edition_step" (
    id TEXT PRIMARY KEY NOT NULL,
    "edition" TEXT,
    "step" TEXT,
    "after" TEXT,
    "form" TEXT,
    "meeting" TEXT,
    "notice" TEXT,
    "decides" INTEGER,
    "quorum" TEXT,
    "majority" TEXT,
    "people" INTEGER,
    "needed" INTEGER,
    "who" TEXT,
    "paper" TEXT,
    "seal" TEXT,
    "reason" TEXT,
    "least" INTEGER,
    "most" INTEGER,
    "since" TEXT,
    "working" INTEGER,
    "types" TEXT,
    "risks" TEXT,
    "causes" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX edition_step_edition ON "edition_step" ("edition");

CREATE TABLE "process" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "template" TEXT,
    "year" INTEGER,
    "turn" INTEGER,
    "programme" TEXT,
    "monitoring" TEXT,
    "started_on" TEXT,
    "ended" TEXT,
    "ended_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX process_household ON "process" ("household", year);

CREATE INDEX process_monitoring ON "process" ("monitoring", year);

CREATE TABLE "process_step" (
    id TEXT PRIMARY KEY NOT NULL,
    "process" TEXT,
    "step" TEXT,
    "round" INTEGER,
    "planned" TEXT,
    "start" TEXT,
    "done" TEXT,
    "actor" TEXT,
    "result" TEXT,
    "paper_no" TEXT,
    "signed" INTEGER,
    "note" TEXT,
    "photo" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX process_step_process ON "process_step" ("process");

CREATE TABLE "meeting" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "date" TEXT,
    "kind" TEXT,
    "place" TEXT,
    "chair" TEXT,
    "recorder" TEXT,
    "expected" INTEGER,
    "present" INTEGER,
    "agenda" TEXT,
    "resolution" TEXT,
    "signed" INTEGER,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX meeting_village ON "meeting" ("village");

CREATE TABLE "meeting_item" (
    id TEXT PRIMARY KEY NOT NULL,
    "meeting" TEXT,
    "household" TEXT,
    "process" TEXT,
    "step" TEXT,
    "in_favour" INTEGER,
    "against" INTEGER,
    "abstained" INTEGER,
    "opinion" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX meeting_item_meeting ON "meeting_item" ("meeting");

CREATE INDEX meeting_item_household ON "meeting_item" ("household");

CREATE INDEX meeting_item_process ON "meeting_item" ("process");

CREATE TABLE "notice" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "start" TEXT,
    "end" TEXT,
    "kind" TEXT,
    "place" TEXT,
    "issued_by" TEXT,
    "phones" TEXT,
    "sealed" INTEGER,
    "objected" INTEGER,
    "objections" TEXT,
    "taken_down" TEXT,
    "photo" TEXT,
    "note" TEXT,
    "photo_near" TEXT,
    "photo_up" TEXT,
    "photo_down" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX notice_village ON "notice" ("village");

CREATE TABLE "notice_item" (
    id TEXT PRIMARY KEY NOT NULL,
    "notice" TEXT,
    "household" TEXT,
    "process" TEXT,
    "step" TEXT,
    "objected" INTEGER,
    "upheld" INTEGER,
    "outcome" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX notice_item_notice ON "notice_item" ("notice");

CREATE INDEX notice_item_household ON "notice_item" ("household");

CREATE INDEX notice_item_process ON "notice_item" ("process");

CREATE TABLE "monitoring" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "turn" INTEGER,
    "kind" TEXT,
    "clue_source" TEXT,
    "clue_on" TEXT,
    "consent_on" TEXT,
    "confirmed_on" TEXT,
    "no_labour" INTEGER,
    "resettled" INTEGER,
    "contact" TEXT,
    "contact_phone" TEXT,
    "risks" TEXT,
    "disaster" TEXT,
    "risk_note" TEXT,
    "not_removed" INTEGER,
    "removed_on" TEXT,
    "removal" TEXT,
    "after_income" INTEGER,
    "after_school" INTEGER,
    "after_house" INTEGER,
    "after_medical" INTEGER,
    "after_water" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX monitoring_household ON "monitoring" ("household");

CREATE TABLE "enrolment" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "programme" TEXT,
    "kind" TEXT,
    "from_year" INTEGER,
    "start" TEXT,
    "to_year" INTEGER,
    "end" TEXT,
    "ending" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX enrolment_household ON "enrolment" ("household");

CREATE TABLE "year_lock" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "year" INTEGER,
    "locked" INTEGER,
    "locked_on" TEXT,
    "locked_by" TEXT,
    "basis" TEXT,
    "unlocked_on" TEXT,
    "unlocked_by" TEXT,
    "unlock_reason" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX year_lock_village ON "year_lock" ("village", year);

CREATE TABLE "attachment" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "member" TEXT,
    "year" INTEGER,
    "criterion" TEXT,
    "paper" TEXT,
    "title" TEXT,
    "date" TEXT,
    "taken_on" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX attachment_household ON "attachment" ("household", year);

CREATE INDEX attachment_member ON "attachment" ("member", year);

CREATE TABLE "village_attachment" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "year" INTEGER,
    "criterion" TEXT,
    "title" TEXT,
    "date" TEXT,
    "taken_on" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX village_attachment_village ON "village_attachment" ("village", year);

CREATE TABLE "readiness_note" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "criterion" TEXT,
    "method" TEXT,
    "checked_by" TEXT,
    "checked_on" TEXT,
    "opinion" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX readiness_note_household ON "readiness_note" ("household", year);

CREATE TABLE "completion" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "date" TEXT,
    "completed_by" TEXT,
    "seal" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX completion_household ON "completion" ("household", year);

CREATE TABLE "printed_paper" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "paper" TEXT,
    "title" TEXT,
    "printed_on" TEXT,
    "printing" INTEGER,
    "dated" TEXT,
    "ordered" TEXT,
    "numbered" INTEGER,
    "bound" TEXT,
    "volume_year" INTEGER,
    "template" TEXT,
    "seal" TEXT,
    "traces" TEXT,
    "status" TEXT,
    "signed_on" TEXT,
    "archived_on" TEXT,
    "pages" INTEGER,
    "filed_pages" INTEGER,
    "scan" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX printed_paper_household ON "printed_paper" ("household", year);

CREATE TABLE "book_print" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "book" TEXT,
    "record" TEXT,
    "part" TEXT,
    "year" INTEGER,
    "paper" TEXT,
    "title" TEXT,
    "printed_on" TEXT,
    "printing" INTEGER,
    "dated" TEXT,
    "template" TEXT,
    "seal" TEXT,
    "traces" TEXT,
    "status" TEXT,
    "signed_on" TEXT,
    "archived_on" TEXT,
    "scan" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX book_print_village ON "book_print" ("village", year);

CREATE TABLE "exemption" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "village" TEXT,
    "rule" TEXT,
    "about" TEXT,
    "reason" TEXT,
    "seal" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX exemption_household ON "exemption" ("household");

CREATE INDEX exemption_village ON "exemption" ("village");

CREATE TABLE "retention" (
    id TEXT PRIMARY KEY NOT NULL,
    "paper" TEXT,
    "term" TEXT,
    "source" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE TABLE "filing" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "year" INTEGER,
    "paper" TEXT,
    "term" TEXT,
    "number" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX filing_household ON "filing" ("household", year);

CREATE TABLE "export_entry" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "what" TEXT,
    "place" TEXT,
    "year" INTEGER,
    "date" TEXT,
    "time" TEXT,
    "who" TEXT,
    "device" TEXT,
    "columns" TEXT,
    "households" INTEGER,
    "people" INTEGER,
    "file_hash" TEXT,
    "recipient" TEXT,
    "reason" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX export_entry_village ON "export_entry" ("village", year);

CREATE TABLE "project" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "code" TEXT,
    "name" TEXT,
    "year" INTEGER,
    "kind" TEXT,
    "three_help" TEXT,
    "place" TEXT,
    "content" TEXT,
    "scale" TEXT,
    "builder" TEXT,
    "owner" TEXT,
    "owner_phone" TEXT,
    "supervisor" TEXT,
    "approved" TEXT,
    "approval_no" TEXT,
    "planned_start" TEXT,
    "planned_end" TEXT,
    "begun" TEXT,
    "finished" TEXT,
    "stopped" TEXT,
    "stop_reason" TEXT,
    "budget" INTEGER,
    "budget_change" INTEGER,
    "change_ground" TEXT,
    "households" INTEGER,
    "people" INTEGER,
    "notice_from" TEXT,
    "notice_to" TEXT,
    "notice_place" TEXT,
    "notice_down" TEXT,
    "objected" INTEGER,
    "objection_count" INTEGER,
    "objections" TEXT,
    "accepted" TEXT,
    "acceptance" TEXT,
    "acceptor" TEXT,
    "findings" TEXT,
    "told_from" TEXT,
    "told_to" TEXT,
    "keeper" TEXT,
    "keeper_name" TEXT,
    "keeping" TEXT,
    "is_asset" INTEGER,
    "asset" INTEGER,
    "income" INTEGER,
    "effect" TEXT,
    "photo_before" TEXT,
    "photo_during" TEXT,
    "photo_after" TEXT,
    "notice_far" TEXT,
    "notice_near" TEXT,
    "notice_up" TEXT,
    "notice_gone" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX project_village ON "project" ("village", year);

CREATE TABLE "project_fund" (
    id TEXT PRIMARY KEY NOT NULL,
    "project" TEXT,
    "position" INTEGER,
    "source" TEXT,
    "planned" INTEGER,
    "paid" INTEGER,
    "paid_on" TEXT,
    "paper" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX project_fund_project ON "project_fund" ("project");

CREATE TABLE "project_beneficiary" (
    id TEXT PRIMARY KEY NOT NULL,
    "project" TEXT,
    "position" INTEGER,
    "household" TEXT,
    "people" INTEGER,
    "amount" INTEGER,
    "benefit" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX project_beneficiary_project ON "project_beneficiary" ("project");

CREATE INDEX project_beneficiary_household ON "project_beneficiary" ("household");

CREATE TABLE "need" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "number" TEXT,
    "date" TEXT,
    "household" TEXT,
    "member" TEXT,
    "households" INTEGER,
    "title" TEXT,
    "kind" TEXT,
    "content" TEXT,
    "quantity" INTEGER,
    "unit" TEXT,
    "wanted" INTEGER,
    "deadline" TEXT,
    "published" TEXT,
    "place" TEXT,
    "contact" TEXT,
    "withdrawn" TEXT,
    "withdraw_reason" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX need_village ON "need" ("village");

CREATE INDEX need_household ON "need" ("household");

CREATE INDEX need_member ON "need" ("member");

CREATE TABLE "claim" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "answers" TEXT,
    "title" TEXT,
    "need" TEXT,
    "household" TEXT,
    "project" TEXT,
    "wanted" INTEGER,
    "deadline" TEXT,
    "date" TEXT,
    "claimer" TEXT,
    "kind" TEXT,
    "senior" INTEGER,
    "contact" TEXT,
    "phone" TEXT,
    "pledge" TEXT,
    "pledged" INTEGER,
    "quantity" INTEGER,
    "met_on" TEXT,
    "started" TEXT,
    "given_up" TEXT,
    "give_up_reason" TEXT,
    "finished" TEXT,
    "result" TEXT,
    "delivered_on" TEXT,
    "delivered" INTEGER,
    "signed" INTEGER,
    "signed_on" TEXT,
    "told_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX claim_village ON "claim" ("village");

CREATE INDEX claim_answers ON "claim" ("answers");

CREATE INDEX claim_household ON "claim" ("household");

CREATE INDEX claim_project ON "claim" ("project");

CREATE TABLE "special" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "number" TEXT,
    "date" TEXT,
    "household" TEXT,
    "member" TEXT,
    "person" TEXT,
    "sex" TEXT,
    "id_no" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "community" TEXT,
    "guardian" TEXT,
    "guardian_phone" TEXT,
    "difficulties" TEXT,
    "hardship" TEXT,
    "source" TEXT,
    "referrer" TEXT,
    "clue_on" TEXT,
    "registrar" TEXT,
    "archive_no" TEXT,
    "box" TEXT,
    "filed_on" TEXT,
    "ended" TEXT,
    "end_reason" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX special_village ON "special" ("village");

CREATE INDEX special_household ON "special" ("household");

CREATE INDEX special_member ON "special" ("member");

CREATE TABLE "appraisal" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "special" TEXT,
    "number" TEXT,
    "round" INTEGER,
    "date" TEXT,
    "assessors" TEXT,
    "received_by" TEXT,
    "findings" TEXT,
    "needs" TEXT,
    "score" INTEGER,
    "level" TEXT,
    "photo" TEXT,
    "conclusion" TEXT,
    "reason" TEXT,
    "again_on" TEXT,
    "signed" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX appraisal_village ON "appraisal" ("village");

CREATE INDEX appraisal_special ON "appraisal" ("special");

CREATE TABLE "care_plan" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "special" TEXT,
    "number" TEXT,
    "date" TEXT,
    "needs" TEXT,
    "goals" TEXT,
    "budget" INTEGER,
    "cadre" TEXT,
    "adviser" TEXT,
    "adviser_unit" TEXT,
    "adviser_phone" TEXT,
    "helpers" INTEGER,
    "heard_on" TEXT,
    "opinion" TEXT,
    "approved_on" TEXT,
    "approver" TEXT,
    "start" TEXT,
    "end" TEXT,
    "adjusted_on" TEXT,
    "adjustment" TEXT,
    "closed_on" TEXT,
    "result" TEXT,
    "satisfaction" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX care_plan_village ON "care_plan" ("village");

CREATE INDEX care_plan_special ON "care_plan" ("special");

CREATE INDEX care_plan_cadre ON "care_plan" ("cadre");

CREATE TABLE "care_step" (
    id TEXT PRIMARY KEY NOT NULL,
    "plan" TEXT,
    "position" INTEGER,
    "content" TEXT,
    "responsible" TEXT,
    "due" TEXT,
    "amount" INTEGER,
    "done_on" TEXT,
    "result" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX care_step_plan ON "care_step" ("plan");

CREATE TABLE "fund_account" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "start" TEXT,
    "end" TEXT,
    "bank" TEXT,
    "bank_no" TEXT,
    "keeper" TEXT,
    "opening" INTEGER,
    "opening_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX fund_account_village ON "fund_account" ("village");

CREATE TABLE "appropriation" (
    id TEXT PRIMARY KEY NOT NULL,
    "account" TEXT,
    "year" INTEGER,
    "item" TEXT,
    "use" TEXT,
    "budget" INTEGER,
    "received" INTEGER,
    "date" TEXT,
    "document" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX appropriation_account ON "appropriation" ("account", year);

CREATE TABLE "donor" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "anonymous" INTEGER,
    "contact" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "territory" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX donor_village ON "donor" ("village");

CREATE TABLE "donation" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "receipt_no" TEXT,
    "date" TEXT,
    "donor" TEXT,
    "form" TEXT,
    "amount" INTEGER,
    "in_words" TEXT,
    "goods" TEXT,
    "quantity" INTEGER,
    "unit" TEXT,
    "valued_by" TEXT,
    "account" TEXT,
    "designation" TEXT,
    "project" TEXT,
    "to_household" TEXT,
    "campaign" TEXT,
    "handler" TEXT,
    "checker" TEXT,
    "voided" INTEGER,
    "void_reason" TEXT,
    "photo" TEXT,
    "feedback_on" TEXT,
    "feedback_by" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX donation_village ON "donation" ("village");

CREATE INDEX donation_donor ON "donation" ("donor");

CREATE INDEX donation_account ON "donation" ("account");

CREATE INDEX donation_project ON "donation" ("project");

CREATE INDEX donation_to_household ON "donation" ("to_household");

CREATE TABLE "payment" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "date" TEXT,
    "purpose" TEXT,
    "use" TEXT,
    "project" TEXT,
    "payee" TEXT,
    "form" TEXT,
    "account" TEXT,
    "appropriation" TEXT,
    "amount" INTEGER,
    "in_words" TEXT,
    "goods" TEXT,
    "quantity" INTEGER,
    "unit" TEXT,
    "method" TEXT,
    "voucher" TEXT,
    "applicant" TEXT,
    "applied_on" TEXT,
    "checker" TEXT,
    "checked_on" TEXT,
    "approver" TEXT,
    "approved_on" TEXT,
    "handler" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX payment_village ON "payment" ("village");

CREATE INDEX payment_project ON "payment" ("project");

CREATE INDEX payment_account ON "payment" ("account");

CREATE INDEX payment_appropriation ON "payment" ("appropriation");

CREATE TABLE "payout" (
    id TEXT PRIMARY KEY NOT NULL,
    "payment" TEXT,
    "position" INTEGER,
    "to_household" TEXT,
    "to_member" TEXT,
    "recipient" TEXT,
    "amount" INTEGER,
    "quantity" INTEGER,
    "signed" INTEGER,
    "signed_on" TEXT,
    "by_other" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX payout_payment ON "payout" ("payment");

CREATE INDEX payout_to_household ON "payout" ("to_household");

CREATE INDEX payout_to_member ON "payout" ("to_member");

CREATE TABLE "allocation" (
    id TEXT PRIMARY KEY NOT NULL,
    "payment" TEXT,
    "donation" TEXT,
    "amount" INTEGER,
    "quantity" INTEGER,
    "date" TEXT,
    "decided_by" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX allocation_payment ON "allocation" ("payment");

CREATE INDEX allocation_donation ON "allocation" ("donation");

CREATE TABLE "organisation" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "name" TEXT,
    "credit_code" TEXT,
    "leader" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "party_members" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX organisation_village ON "organisation" ("village");

CREATE TABLE "service_contract" (
    id TEXT PRIMARY KEY NOT NULL,
    "organisation" TEXT,
    "year" INTEGER,
    "contract_no" TEXT,
    "services" TEXT,
    "amount" INTEGER,
    "signed_on" TEXT,
    "start" TEXT,
    "end" TEXT,
    "renewal" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX service_contract_organisation ON "service_contract" ("organisation", year);

CREATE TABLE "four_have" (
    id TEXT PRIMARY KEY NOT NULL,
    "organisation" TEXT,
    "year" INTEGER,
    "date" TEXT,
    "members" INTEGER,
    "members_shown" TEXT,
    "rules" INTEGER,
    "rules_shown" TEXT,
    "activities" INTEGER,
    "activities_shown" TEXT,
    "signs" INTEGER,
    "signs_shown" TEXT,
    "conclusion" TEXT,
    "assessors" TEXT,
    "mend" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX four_have_organisation ON "four_have" ("organisation", year);

CREATE TABLE "money_notice" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "from_day" TEXT,
    "to_day" TEXT,
    "checked_by" TEXT,
    "start" TEXT,
    "end" TEXT,
    "place" TEXT,
    "photo_up" TEXT,
    "taken_down" TEXT,
    "objections" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX money_notice_village ON "money_notice" ("village");

CREATE TABLE "matter" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "ledger" TEXT,
    "number" TEXT,
    "date" TEXT,
    "household" TEXT,
    "member" TEXT,
    "person" TEXT,
    "phone" TEXT,
    "group" TEXT,
    "visit" TEXT,
    "source" TEXT,
    "category" TEXT,
    "content" TEXT,
    "cadre" TEXT,
    "responsible" TEXT,
    "unit" TEXT,
    "due" TEXT,
    "outcome" TEXT,
    "closed_on" TEXT,
    "result" TEXT,
    "reported_to" TEXT,
    "hung_why" TEXT,
    "told_on" TEXT,
    "satisfaction" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX matter_village ON "matter" ("village");

CREATE INDEX matter_household ON "matter" ("household");

CREATE INDEX matter_member ON "matter" ("member");

CREATE INDEX matter_visit ON "matter" ("visit");

CREATE INDEX matter_cadre ON "matter" ("cadre");

CREATE TABLE "matter_step" (
    id TEXT PRIMARY KEY NOT NULL,
    "matter" TEXT,
    "date" TEXT,
    "actor" TEXT,
    "content" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX matter_step_matter ON "matter_step" ("matter");

CREATE TABLE "inspection" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "date" TEXT,
    "method" TEXT,
    "last" TEXT,
    "unit" TEXT,
    "inspectors" TEXT,
    "target" TEXT,
    "cadre" TEXT,
    "content" TEXT,
    "findings" TEXT,
    "actions" TEXT,
    "notice_no" TEXT,
    "notice_on" TEXT,
    "due" TEXT,
    "answered_on" TEXT,
    "photo" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX inspection_village ON "inspection" ("village");

CREATE INDEX inspection_cadre ON "inspection" ("cadre");

CREATE TABLE "inspection_answer" (
    id TEXT PRIMARY KEY NOT NULL,
    "inspection" TEXT,
    "household" TEXT,
    "person" TEXT,
    "phone" TEXT,
    "reached" INTEGER,
    "question" TEXT,
    "answer" TEXT,
    "agrees" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX inspection_answer_inspection ON "inspection_answer" ("inspection");

CREATE INDEX inspection_answer_household ON "inspection_answer" ("household");

CREATE TABLE "rectification" (
    id TEXT PRIMARY KEY NOT NULL,
    "inspection" TEXT,
    "position" INTEGER,
    "problem" TEXT,
    "demand" TEXT,
    "responsible" TEXT,
    "due" TEXT,
    "measure" TEXT,
    "evidence" TEXT,
    "evidence_photo" TEXT,
    "done_on" TEXT,
    "checked_on" TEXT,
    "checked_by" TEXT,
    "passed" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX rectification_inspection ON "rectification" ("inspection");

CREATE TABLE "complaint" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "number" TEXT,
    "date" TEXT,
    "channel" TEXT,
    "anonymous" INTEGER,
    "complainant" TEXT,
    "phone" TEXT,
    "about" TEXT,
    "content" TEXT,
    "handler" TEXT,
    "handling_unit" TEXT,
    "due" TEXT,
    "inquiry" TEXT,
    "finding" TEXT,
    "result" TEXT,
    "closed_on" TEXT,
    "replied_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX complaint_village ON "complaint" ("village");

CREATE TABLE "resolution" (
    id TEXT PRIMARY KEY NOT NULL,
    "meeting" TEXT,
    "position" INTEGER,
    "topic" TEXT,
    "raised_by" TEXT,
    "content" TEXT,
    "decision" TEXT,
    "in_favour" INTEGER,
    "published_on" TEXT,
    "responsible" TEXT,
    "due" TEXT,
    "done_on" TEXT,
    "follow_up" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX resolution_meeting ON "resolution" ("meeting");

CREATE TABLE "deed" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "number" TEXT,
    "date" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "content" TEXT,
    "group" TEXT,
    "households" INTEGER,
    "money" INTEGER,
    "responsible" TEXT,
    "unit" TEXT,
    "published_on" TEXT,
    "due" TEXT,
    "progress" TEXT,
    "done_on" TEXT,
    "closed_on" TEXT,
    "satisfaction" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX deed_village ON "deed" ("village");

CREATE TABLE "posting" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "cadre" TEXT,
    "role" TEXT,
    "batch" TEXT,
    "assigned_on" TEXT,
    "assigned_by" TEXT,
    "document_no" TEXT,
    "start" TEXT,
    "due" TEXT,
    "match" TEXT,
    "end" TEXT,
    "ending" TEXT,
    "handed_over" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX posting_village ON "posting" ("village");

CREATE INDEX posting_cadre ON "posting" ("cadre");

CREATE TABLE "attendance" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "cadre" TEXT,
    "month" TEXT,
    "d01" TEXT,
    "d02" TEXT,
    "d03" TEXT,
    "d04" TEXT,
    "d05" TEXT,
    "d06" TEXT,
    "d07" TEXT,
    "d08" TEXT,
    "d09" TEXT,
    "d10" TEXT,
    "d11" TEXT,
    "d12" TEXT,
    "d13" TEXT,
    "d14" TEXT,
    "d15" TEXT,
    "d16" TEXT,
    "d17" TEXT,
    "d18" TEXT,
    "d19" TEXT,
    "d20" TEXT,
    "d21" TEXT,
    "d22" TEXT,
    "d23" TEXT,
    "d24" TEXT,
    "d25" TEXT,
    "d26" TEXT,
    "d27" TEXT,
    "d28" TEXT,
    "d29" TEXT,
    "d30" TEXT,
    "d31" TEXT,
    "kept_by" TEXT,
    "checked_by" TEXT,
    "checked_on" TEXT,
    "shown" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX attendance_village ON "attendance" ("village");

CREATE INDEX attendance_cadre ON "attendance" ("cadre");

CREATE TABLE "leave" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "cadre" TEXT,
    "kind" TEXT,
    "start" TEXT,
    "end" TEXT,
    "reason" TEXT,
    "whereabouts" TEXT,
    "asked_on" TEXT,
    "approver" TEXT,
    "approver_level" TEXT,
    "approved_on" TEXT,
    "back_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX leave_village ON "leave" ("village");

CREATE INDEX leave_cadre ON "leave" ("cadre");

CREATE TABLE "duty" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "year" INTEGER,
    "area" TEXT,
    "text" TEXT,
    "cadre" TEXT,
    "frequency" TEXT,
    "due" TEXT,
    "evidence" TEXT,
    "closed_on" TEXT,
    "result" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX duty_village ON "duty" ("village", year);

CREATE INDEX duty_cadre ON "duty" ("cadre", year);

CREATE TABLE "duty_tick" (
    id TEXT PRIMARY KEY NOT NULL,
    "duty" TEXT,
    "month" TEXT,
    "done" INTEGER,
    "done_on" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX duty_tick_duty ON "duty_tick" ("duty");

CREATE TABLE "pledge" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "kind" TEXT,
    "cadre" TEXT,
    "party" TEXT,
    "start" TEXT,
    "end" TEXT,
    "goals" TEXT,
    "consequences" TEXT,
    "signed" INTEGER,
    "date" TEXT,
    "inspected_on" TEXT,
    "inspected" TEXT,
    "result" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX pledge_village ON "pledge" ("village");

CREATE INDEX pledge_cadre ON "pledge" ("cadre");

CREATE TABLE "assessment" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "cadre" TEXT,
    "year" INTEGER,
    "period" TEXT,
    "date" TEXT,
    "report" TEXT,
    "voters" INTEGER,
    "votes_excellent" INTEGER,
    "votes_competent" INTEGER,
    "votes_basic" INTEGER,
    "votes_incompetent" INTEGER,
    "level" TEXT,
    "opinion" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX assessment_village ON "assessment" ("village", year);

CREATE INDEX assessment_cadre ON "assessment" ("cadre", year);

CREATE TABLE "assessment_line" (
    id TEXT PRIMARY KEY NOT NULL,
    "assessment" TEXT,
    "position" INTEGER,
    "indicator" TEXT,
    "weight" INTEGER,
    "own_score" INTEGER,
    "village_score" INTEGER,
    "township_score" INTEGER,
    "unit_score" INTEGER,
    "score" INTEGER,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX assessment_line_assessment ON "assessment_line" ("assessment");

CREATE TABLE "reward" (
    id TEXT PRIMARY KEY NOT NULL,
    "village" TEXT,
    "cadre" TEXT,
    "date" TEXT,
    "kind" TEXT,
    "decided_by" TEXT,
    "document_no" TEXT,
    "reason" TEXT,
    "note" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX reward_village ON "reward" ("village");

CREATE INDEX reward_cadre ON "reward" ("cadre");

CREATE TABLE household_list (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT, number_key TEXT, hh_no TEXT, village TEXT, grp TEXT, group_key TEXT, head_name TEXT, head_key TEXT,
    phone TEXT, size INTEGER, year INTEGER, attribute TEXT, exit_status TEXT, household_type TEXT, cause TEXT, cadres TEXT,
    last_visit TEXT
) STRICT;

CREATE INDEX household_list_number_key ON household_list (number_key);

CREATE INDEX household_list_hh_no ON household_list (hh_no);

CREATE INDEX household_list_village ON household_list (village);

CREATE INDEX household_list_group_key ON household_list (group_key);

CREATE INDEX household_list_head_key ON household_list (head_key);

CREATE INDEX household_list_phone ON household_list (phone);

CREATE INDEX household_list_size ON household_list (size);

CREATE INDEX household_list_year ON household_list (year);

CREATE INDEX household_list_attribute ON household_list (attribute);

CREATE INDEX household_list_exit_status ON household_list (exit_status);

CREATE INDEX household_list_household_type ON household_list (household_type);

CREATE INDEX household_list_cause ON household_list (cause);

CREATE INDEX household_list_cadres ON household_list (cadres);

CREATE INDEX household_list_last_visit ON household_list (last_visit);

CREATE VIRTUAL TABLE finder USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0"
);
