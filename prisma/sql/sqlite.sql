-- Emitted from schema.prisma by ddl-generator.cjs; change it there.

CREATE TABLE "chart" (
  "id" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "updated_at" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;

CREATE TABLE "chart_default" (
  "id" TEXT NOT NULL,
  "series_id" TEXT NOT NULL,
  "chart_type" TEXT NOT NULL,
  "rule_set" TEXT,
  "runs_table" TEXT,
  "baseline_points" INTEGER,
  "baseline_from" TEXT,
  "baseline_to" TEXT,
  "reason" TEXT,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "chart_default_series_id_from_position_idx" ON "chart_default" ("series_id", "from_position");

CREATE TABLE "chart_exclusion" (
  "id" TEXT NOT NULL,
  "series_id" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "included_at" TEXT,
  "included_by" TEXT,
  "included_for" TEXT,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "chart_exclusion_series_id_period_idx" ON "chart_exclusion" ("series_id", "period");

CREATE TABLE "chart_phase" (
  "id" TEXT NOT NULL,
  "series_id" TEXT NOT NULL,
  "from_period" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "evidence" TEXT,
  "note" TEXT,
  "proposed_at" TEXT NOT NULL,
  "proposed_by" TEXT NOT NULL,
  "baseline_points" INTEGER,
  "decided_at" TEXT,
  "decided_by" TEXT,
  "decided_for" TEXT,
  "withdrawn_at" TEXT,
  "withdrawn_by" TEXT,
  "withdrawn_for" TEXT,
  "from_position" INTEGER NOT NULL,
  "accepted_position" INTEGER,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "chart_phase_series_id_from_period_idx" ON "chart_phase" ("series_id", "from_period");

CREATE TABLE "checkpoint" (
  "name" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;

CREATE TABLE "cycle" (
  "id" TEXT NOT NULL,
  "project_id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "ramp_id" TEXT,
  "informed_by_cycle_id" TEXT,
  "status" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "objective" TEXT NOT NULL,
  "change" TEXT NOT NULL,
  "predictions" TEXT NOT NULL,
  "scale" TEXT,
  "setting" TEXT,
  "tasks" TEXT NOT NULL,
  "data_plan" TEXT,
  "metric_ids" TEXT NOT NULL,
  "planned_start_on" TEXT NOT NULL,
  "planned_end_on" TEXT NOT NULL,
  "started_on" TEXT,
  "studied_on" TEXT,
  "carried_out_as_planned" INTEGER CHECK ("carried_out_as_planned" IN (0, 1)),
  "deviation" TEXT,
  "results" TEXT,
  "comparisons" TEXT,
  "learning" TEXT,
  "decided_on" TEXT,
  "decision" TEXT,
  "rationale" TEXT,
  "next_steps" TEXT,
  "cancelled_on" TEXT,
  "cancelled_for" TEXT,
  "revision" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "cycle_informed_by_cycle_id_idx" ON "cycle" ("informed_by_cycle_id");

CREATE INDEX "cycle_locality_id_planned_start_on_id_idx" ON "cycle" ("locality_id", "planned_start_on", "id");

CREATE INDEX "cycle_planned_start_on_id_idx" ON "cycle" ("planned_start_on", "id");

CREATE INDEX "cycle_project_id_planned_start_on_id_idx" ON "cycle" ("project_id", "planned_start_on", "id");

CREATE INDEX "cycle_ramp_id_planned_start_on_id_idx" ON "cycle" ("ramp_id", "planned_start_on", "id");

CREATE TABLE "cycle_observation" (
  "id" TEXT NOT NULL,
  "cycle_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "observed_on" TEXT NOT NULL,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "cycle_observation_cycle_id_observed_on_id_idx" ON "cycle_observation" ("cycle_id", "observed_on", "id");

CREATE TABLE "cycle_plan_version" (
  "id" TEXT NOT NULL,
  "cycle_id" TEXT NOT NULL,
  "plan" TEXT NOT NULL,
  "reason" TEXT,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "cycle_plan_version_cycle_id_from_position_idx" ON "cycle_plan_version" ("cycle_id", "from_position");

CREATE TABLE "generation" (
  "name" TEXT NOT NULL,
  "started_at" TEXT NOT NULL,
  "completed_at" TEXT,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;

CREATE TABLE "history_entry" (
  "position" INTEGER NOT NULL,
  "subject" TEXT NOT NULL,
  "subject_id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "occurred_on" TEXT,
  "reason" TEXT,
  "data" TEXT NOT NULL,
  "recorded_at" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "command_id" TEXT NOT NULL,
  "event_id" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  PRIMARY KEY ("position")
) STRICT;

CREATE INDEX "history_entry_actor_position_idx" ON "history_entry" ("actor", "position");

CREATE INDEX "history_entry_subject_subject_id_position_idx" ON "history_entry" ("subject", "subject_id", "position");

CREATE INDEX "history_entry_type_position_idx" ON "history_entry" ("type", "position");

CREATE TABLE "locality" (
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "name_from" TEXT NOT NULL,
  "opened_on" TEXT NOT NULL,
  "closed_on" TEXT,
  "closed_by" TEXT,
  "note" TEXT,
  "revision" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "locality_kind_name_key_id_idx" ON "locality" ("kind", "name_key", "id");

CREATE INDEX "locality_name_key_id_idx" ON "locality" ("name_key", "id");

CREATE TABLE "locality_code" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "scheme" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "valid_from" TEXT NOT NULL,
  "valid_to" TEXT,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "locality_code_code_scheme_idx" ON "locality_code" ("code", "scheme");

CREATE INDEX "locality_code_locality_id_idx" ON "locality_code" ("locality_id");

CREATE TABLE "locality_name" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "valid_from" TEXT NOT NULL,
  "reason" TEXT,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "locality_name_locality_id_valid_from_idx" ON "locality_name" ("locality_id", "valid_from");

CREATE TABLE "locality_parent" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "parent_id" TEXT,
  "valid_from" TEXT NOT NULL,
  "reason" TEXT,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "locality_parent_locality_id_valid_from_idx" ON "locality_parent" ("locality_id", "valid_from");

CREATE INDEX "locality_parent_parent_id_valid_from_idx" ON "locality_parent" ("parent_id", "valid_from");

CREATE TABLE "locality_succession" (
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "predecessor_id" TEXT NOT NULL,
  "successor_id" TEXT NOT NULL,
  "effective_on" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "locality_succession_predecessor_id_idx" ON "locality_succession" ("predecessor_id");

CREATE INDEX "locality_succession_successor_id_idx" ON "locality_succession" ("successor_id");

CREATE TABLE "metric" (
  "id" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "nature" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "valid_from" TEXT,
  "retired_on" TEXT,
  "retired_for" TEXT,
  "successor_id" TEXT,
  "revision" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "metric_code_key" ON "metric" ("code");

CREATE INDEX "metric_name_key_id_idx" ON "metric" ("name_key", "id");

CREATE TABLE "metric_definition" (
  "id" TEXT NOT NULL,
  "metric_id" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT,
  "nature" TEXT NOT NULL,
  "statistic" TEXT,
  "numerator" TEXT,
  "denominator" TEXT,
  "multiplier" REAL NOT NULL,
  "unit" TEXT NOT NULL,
  "scale_lowest" REAL,
  "scale_highest" REAL,
  "percentile" REAL,
  "direction" TEXT NOT NULL,
  "cadence" TEXT NOT NULL,
  "year_starts_in" TEXT,
  "purpose" TEXT NOT NULL,
  "aggregation" TEXT NOT NULL,
  "reliability" TEXT NOT NULL,
  "standardisation" TEXT,
  "source" TEXT,
  "licence" TEXT,
  "typical_lag_days" INTEGER,
  "caveats" TEXT NOT NULL,
  "breakdown" TEXT,
  "effective_on" TEXT,
  "reason" TEXT,
  "breaks_comparability" INTEGER NOT NULL CHECK ("breaks_comparability" IN (0, 1)),
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "metric_definition_metric_id_version_idx" ON "metric_definition" ("metric_id", "version");

CREATE TABLE "metric_target" (
  "id" TEXT NOT NULL,
  "metric_id" TEXT NOT NULL,
  "locality_id" TEXT,
  "value" REAL NOT NULL,
  "valid_from" TEXT NOT NULL,
  "valid_to" TEXT,
  "source" TEXT,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  "withdrawn_for" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "metric_target_metric_id_locality_id_valid_from_idx" ON "metric_target" ("metric_id", "locality_id", "valid_from");

CREATE TABLE "milestone" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "project_id" TEXT,
  "title" TEXT NOT NULL,
  "description" TEXT,
  "criteria" TEXT,
  "owner" TEXT,
  "status" TEXT NOT NULL,
  "due_on" TEXT NOT NULL,
  "forecast_on" TEXT NOT NULL,
  "started_on" TEXT,
  "achieved_on" TEXT,
  "evidence" TEXT,
  "evidence_url" TEXT,
  "missed_on" TEXT,
  "cancelled_on" TEXT,
  "revision" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "milestone_forecast_on_id_idx" ON "milestone" ("forecast_on", "id");

CREATE INDEX "milestone_locality_id_forecast_on_id_idx" ON "milestone" ("locality_id", "forecast_on", "id");

CREATE INDEX "milestone_project_id_forecast_on_id_idx" ON "milestone" ("project_id", "forecast_on", "id");

CREATE TABLE "milestone_forecast" (
  "id" TEXT NOT NULL,
  "milestone_id" TEXT NOT NULL,
  "forecast_on" TEXT NOT NULL,
  "reason" TEXT,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "milestone_forecast_milestone_id_from_position_idx" ON "milestone_forecast" ("milestone_id", "from_position");

CREATE TABLE "milestone_status_change" (
  "id" TEXT NOT NULL,
  "milestone_id" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "effective_on" TEXT,
  "reason" TEXT,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "milestone_status_change_milestone_id_from_position_idx" ON "milestone_status_change" ("milestone_id", "from_position");

CREATE TABLE "population" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  "basis" TEXT NOT NULL,
  "age_band" TEXT NOT NULL,
  "people" INTEGER NOT NULL,
  "source" TEXT NOT NULL,
  "vintage" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  "withdrawn_for" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "population_locality_id_year_idx" ON "population" ("locality_id", "year");

CREATE TABLE "project" (
  "id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "title_key" TEXT NOT NULL,
  "aim" TEXT NOT NULL,
  "population" TEXT,
  "metric_ids" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "sponsor" TEXT,
  "start_on" TEXT NOT NULL,
  "end_on" TEXT,
  "status" TEXT NOT NULL,
  "closed_on" TEXT,
  "summary" TEXT,
  "revision" INTEGER NOT NULL,
  "created_at" TEXT NOT NULL,
  "updated_at" TEXT NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "project_locality_id_start_on_id_idx" ON "project" ("locality_id", "start_on", "id");

CREATE INDEX "project_start_on_id_idx" ON "project" ("start_on", "id");

CREATE TABLE "quarantined_event" (
  "id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "stream" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "projection" TEXT,
  "error" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "quarantined_at" TEXT NOT NULL,
  "quarantined_by" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  "released_at" TEXT,
  "released_by" TEXT,
  "released_for" TEXT,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "quarantined_event_position_idx" ON "quarantined_event" ("position");

CREATE TABLE "ramp" (
  "id" TEXT NOT NULL,
  "project_id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "change_idea" TEXT NOT NULL,
  "rationale" TEXT,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "ramp_project_id_from_position_idx" ON "ramp" ("project_id", "from_position");

CREATE TABLE "reading" (
  "id" TEXT NOT NULL,
  "reading_id" TEXT NOT NULL,
  "series_id" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "value" REAL,
  "numerator" REAL,
  "denominator" REAL,
  "denominator_vintage" TEXT,
  "narrative" TEXT,
  "sample_size" INTEGER,
  "source" TEXT,
  "collected_on" TEXT,
  "grade" TEXT,
  "definition_version" INTEGER,
  "reason" TEXT,
  "recorded_at" TEXT NOT NULL,
  "recorded_by" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "from_position" INTEGER NOT NULL,
  "to_position" INTEGER,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "reading_period_id_idx" ON "reading" ("period", "id");

CREATE INDEX "reading_reading_id_idx" ON "reading" ("reading_id");

CREATE INDEX "reading_series_id_period_from_position_idx" ON "reading" ("series_id", "period", "from_position");

CREATE TABLE "series" (
  "id" TEXT NOT NULL,
  "metric_id" TEXT NOT NULL,
  "locality_id" TEXT NOT NULL,
  "category" TEXT,
  "opened_at" TEXT NOT NULL,
  "from_position" INTEGER NOT NULL,
  PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "series_from_position_id_idx" ON "series" ("from_position", "id");

CREATE INDEX "series_locality_id_metric_id_category_idx" ON "series" ("locality_id", "metric_id", "category");

CREATE INDEX "series_metric_id_locality_id_category_idx" ON "series" ("metric_id", "locality_id", "category");
