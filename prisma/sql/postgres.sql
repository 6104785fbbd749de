-- Emitted from schema.prisma by ddl-generator.cjs; change it there.

CREATE TABLE "chart" (
  "id" text COLLATE "C" NOT NULL,
  "revision" bigint NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "chart_default" (
  "id" text COLLATE "C" NOT NULL,
  "series_id" text COLLATE "C" NOT NULL,
  "chart_type" text COLLATE "C" NOT NULL,
  "rule_set" text COLLATE "C",
  "runs_table" text COLLATE "C",
  "baseline_points" integer,
  "baseline_from" text COLLATE "C",
  "baseline_to" text COLLATE "C",
  "reason" text COLLATE "C",
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "chart_default_series_id_from_position_idx" ON "chart_default" ("series_id", "from_position");

CREATE TABLE "chart_exclusion" (
  "id" text COLLATE "C" NOT NULL,
  "series_id" text COLLATE "C" NOT NULL,
  "period" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C" NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "included_at" timestamptz(3),
  "included_by" text COLLATE "C",
  "included_for" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "chart_exclusion_series_id_period_idx" ON "chart_exclusion" ("series_id", "period");

CREATE TABLE "chart_phase" (
  "id" text COLLATE "C" NOT NULL,
  "series_id" text COLLATE "C" NOT NULL,
  "from_period" text COLLATE "C" NOT NULL,
  "status" text COLLATE "C" NOT NULL,
  "method" text COLLATE "C" NOT NULL,
  "evidence" json,
  "note" text COLLATE "C",
  "proposed_at" timestamptz(3) NOT NULL,
  "proposed_by" text COLLATE "C" NOT NULL,
  "baseline_points" integer,
  "decided_at" timestamptz(3),
  "decided_by" text COLLATE "C",
  "decided_for" text COLLATE "C",
  "withdrawn_at" timestamptz(3),
  "withdrawn_by" text COLLATE "C",
  "withdrawn_for" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "accepted_position" bigint,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "chart_phase_series_id_from_period_idx" ON "chart_phase" ("series_id", "from_period");

CREATE TABLE "checkpoint" (
  "name" text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  PRIMARY KEY ("name")
);

CREATE TABLE "cycle" (
  "id" text COLLATE "C" NOT NULL,
  "project_id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "ramp_id" text COLLATE "C",
  "informed_by_cycle_id" text COLLATE "C",
  "status" text COLLATE "C" NOT NULL,
  "title" text COLLATE "C" NOT NULL,
  "objective" text COLLATE "C" NOT NULL,
  "change" text COLLATE "C" NOT NULL,
  "predictions" json NOT NULL,
  "scale" text COLLATE "C",
  "setting" text COLLATE "C",
  "tasks" json NOT NULL,
  "data_plan" text COLLATE "C",
  "metric_ids" json NOT NULL,
  "planned_start_on" text COLLATE "C" NOT NULL,
  "planned_end_on" text COLLATE "C" NOT NULL,
  "started_on" text COLLATE "C",
  "studied_on" text COLLATE "C",
  "carried_out_as_planned" boolean,
  "deviation" text COLLATE "C",
  "results" text COLLATE "C",
  "comparisons" json,
  "learning" text COLLATE "C",
  "decided_on" text COLLATE "C",
  "decision" text COLLATE "C",
  "rationale" text COLLATE "C",
  "next_steps" text COLLATE "C",
  "cancelled_on" text COLLATE "C",
  "cancelled_for" text COLLATE "C",
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_informed_by_cycle_id_idx" ON "cycle" ("informed_by_cycle_id");

CREATE INDEX "cycle_locality_id_planned_start_on_id_idx" ON "cycle" ("locality_id", "planned_start_on", "id");

CREATE INDEX "cycle_planned_start_on_id_idx" ON "cycle" ("planned_start_on", "id");

CREATE INDEX "cycle_project_id_planned_start_on_id_idx" ON "cycle" ("project_id", "planned_start_on", "id");

CREATE INDEX "cycle_ramp_id_planned_start_on_id_idx" ON "cycle" ("ramp_id", "planned_start_on", "id");

CREATE TABLE "cycle_observation" (
  "id" text COLLATE "C" NOT NULL,
  "cycle_id" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "text" text COLLATE "C" NOT NULL,
  "observed_on" text COLLATE "C" NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_observation_cycle_id_observed_on_id_idx" ON "cycle_observation" ("cycle_id", "observed_on", "id");

CREATE TABLE "cycle_plan_version" (
  "id" text COLLATE "C" NOT NULL,
  "cycle_id" text COLLATE "C" NOT NULL,
  "plan" json NOT NULL,
  "reason" text COLLATE "C",
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_plan_version_cycle_id_from_position_idx" ON "cycle_plan_version" ("cycle_id", "from_position");

CREATE TABLE "generation" (
  "name" text COLLATE "C" NOT NULL,
  "started_at" timestamptz(3) NOT NULL,
  "completed_at" timestamptz(3),
  PRIMARY KEY ("name")
);

CREATE TABLE "history_entry" (
  "position" bigint NOT NULL,
  "subject" text COLLATE "C" NOT NULL,
  "subject_id" text COLLATE "C" NOT NULL,
  "type" text COLLATE "C" NOT NULL,
  "occurred_on" text COLLATE "C",
  "reason" text COLLATE "C",
  "data" json NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "actor" text COLLATE "C" NOT NULL,
  "command_id" text COLLATE "C" NOT NULL,
  "event_id" text COLLATE "C" NOT NULL,
  "revision" bigint NOT NULL,
  PRIMARY KEY ("position")
);

CREATE INDEX "history_entry_actor_position_idx" ON "history_entry" ("actor", "position");

CREATE INDEX "history_entry_subject_subject_id_position_idx" ON "history_entry" ("subject", "subject_id", "position");

CREATE INDEX "history_entry_type_position_idx" ON "history_entry" ("type", "position");

CREATE TABLE "locality" (
  "id" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "name" text COLLATE "C" NOT NULL,
  "name_key" text COLLATE "C" NOT NULL,
  "name_from" text COLLATE "C" NOT NULL,
  "opened_on" text COLLATE "C" NOT NULL,
  "closed_on" text COLLATE "C",
  "closed_by" text COLLATE "C",
  "note" text COLLATE "C",
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_kind_name_key_id_idx" ON "locality" ("kind", "name_key", "id");

CREATE INDEX "locality_name_key_id_idx" ON "locality" ("name_key", "id");

CREATE TABLE "locality_code" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "scheme" text COLLATE "C" NOT NULL,
  "code" text COLLATE "C" NOT NULL,
  "valid_from" text COLLATE "C" NOT NULL,
  "valid_to" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_code_code_scheme_idx" ON "locality_code" ("code", "scheme");

CREATE INDEX "locality_code_locality_id_idx" ON "locality_code" ("locality_id");

CREATE TABLE "locality_name" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "name" text COLLATE "C" NOT NULL,
  "valid_from" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_name_locality_id_valid_from_idx" ON "locality_name" ("locality_id", "valid_from");

CREATE TABLE "locality_parent" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "parent_id" text COLLATE "C",
  "valid_from" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_parent_locality_id_valid_from_idx" ON "locality_parent" ("locality_id", "valid_from");

CREATE INDEX "locality_parent_parent_id_valid_from_idx" ON "locality_parent" ("parent_id", "valid_from");

CREATE TABLE "locality_succession" (
  "id" text COLLATE "C" NOT NULL,
  "kind" text COLLATE "C" NOT NULL,
  "predecessor_id" text COLLATE "C" NOT NULL,
  "successor_id" text COLLATE "C" NOT NULL,
  "effective_on" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_succession_predecessor_id_idx" ON "locality_succession" ("predecessor_id");

CREATE INDEX "locality_succession_successor_id_idx" ON "locality_succession" ("successor_id");

CREATE TABLE "metric" (
  "id" text COLLATE "C" NOT NULL,
  "code" text COLLATE "C" NOT NULL,
  "name" text COLLATE "C" NOT NULL,
  "name_key" text COLLATE "C" NOT NULL,
  "purpose" text COLLATE "C" NOT NULL,
  "nature" text COLLATE "C" NOT NULL,
  "version" integer NOT NULL,
  "valid_from" text COLLATE "C",
  "retired_on" text COLLATE "C",
  "retired_for" text COLLATE "C",
  "successor_id" text COLLATE "C",
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "metric_code_key" ON "metric" ("code");

CREATE INDEX "metric_name_key_id_idx" ON "metric" ("name_key", "id");

CREATE TABLE "metric_definition" (
  "id" text COLLATE "C" NOT NULL,
  "metric_id" text COLLATE "C" NOT NULL,
  "version" integer NOT NULL,
  "name" text COLLATE "C" NOT NULL,
  "description" text COLLATE "C",
  "nature" text COLLATE "C" NOT NULL,
  "statistic" text COLLATE "C",
  "numerator" text COLLATE "C",
  "denominator" text COLLATE "C",
  "multiplier" double precision NOT NULL,
  "unit" text COLLATE "C" NOT NULL,
  "scale_lowest" double precision,
  "scale_highest" double precision,
  "percentile" double precision,
  "direction" text COLLATE "C" NOT NULL,
  "cadence" text COLLATE "C" NOT NULL,
  "year_starts_in" text COLLATE "C",
  "purpose" text COLLATE "C" NOT NULL,
  "aggregation" text COLLATE "C" NOT NULL,
  "reliability" text COLLATE "C" NOT NULL,
  "standardisation" text COLLATE "C",
  "source" text COLLATE "C",
  "licence" text COLLATE "C",
  "typical_lag_days" integer,
  "caveats" json NOT NULL,
  "breakdown" json,
  "effective_on" text COLLATE "C",
  "reason" text COLLATE "C",
  "breaks_comparability" boolean NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "metric_definition_metric_id_version_idx" ON "metric_definition" ("metric_id", "version");

CREATE TABLE "metric_target" (
  "id" text COLLATE "C" NOT NULL,
  "metric_id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C",
  "value" double precision NOT NULL,
  "valid_from" text COLLATE "C" NOT NULL,
  "valid_to" text COLLATE "C",
  "source" text COLLATE "C",
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  "withdrawn_for" text COLLATE "C",
  PRIMARY KEY ("id")
);

CREATE INDEX "metric_target_metric_id_locality_id_valid_from_idx" ON "metric_target" ("metric_id", "locality_id", "valid_from");

CREATE TABLE "milestone" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "project_id" text COLLATE "C",
  "title" text COLLATE "C" NOT NULL,
  "description" text COLLATE "C",
  "criteria" text COLLATE "C",
  "owner" text COLLATE "C",
  "status" text COLLATE "C" NOT NULL,
  "due_on" text COLLATE "C" NOT NULL,
  "forecast_on" text COLLATE "C" NOT NULL,
  "started_on" text COLLATE "C",
  "achieved_on" text COLLATE "C",
  "evidence" text COLLATE "C",
  "evidence_url" text COLLATE "C",
  "missed_on" text COLLATE "C",
  "cancelled_on" text COLLATE "C",
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_forecast_on_id_idx" ON "milestone" ("forecast_on", "id");

CREATE INDEX "milestone_locality_id_forecast_on_id_idx" ON "milestone" ("locality_id", "forecast_on", "id");

CREATE INDEX "milestone_project_id_forecast_on_id_idx" ON "milestone" ("project_id", "forecast_on", "id");

CREATE TABLE "milestone_forecast" (
  "id" text COLLATE "C" NOT NULL,
  "milestone_id" text COLLATE "C" NOT NULL,
  "forecast_on" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C",
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_forecast_milestone_id_from_position_idx" ON "milestone_forecast" ("milestone_id", "from_position");

CREATE TABLE "milestone_status_change" (
  "id" text COLLATE "C" NOT NULL,
  "milestone_id" text COLLATE "C" NOT NULL,
  "status" text COLLATE "C" NOT NULL,
  "effective_on" text COLLATE "C",
  "reason" text COLLATE "C",
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_status_change_milestone_id_from_position_idx" ON "milestone_status_change" ("milestone_id", "from_position");

CREATE TABLE "population" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "year" integer NOT NULL,
  "basis" text COLLATE "C" NOT NULL,
  "age_band" text COLLATE "C" NOT NULL,
  "people" bigint NOT NULL,
  "source" text COLLATE "C" NOT NULL,
  "vintage" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  "withdrawn_for" text COLLATE "C",
  PRIMARY KEY ("id")
);

CREATE INDEX "population_locality_id_year_idx" ON "population" ("locality_id", "year");

CREATE TABLE "project" (
  "id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "title" text COLLATE "C" NOT NULL,
  "title_key" text COLLATE "C" NOT NULL,
  "aim" text COLLATE "C" NOT NULL,
  "population" text COLLATE "C",
  "metric_ids" json NOT NULL,
  "team" json NOT NULL,
  "sponsor" text COLLATE "C",
  "start_on" text COLLATE "C" NOT NULL,
  "end_on" text COLLATE "C",
  "status" text COLLATE "C" NOT NULL,
  "closed_on" text COLLATE "C",
  "summary" text COLLATE "C",
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "project_locality_id_start_on_id_idx" ON "project" ("locality_id", "start_on", "id");

CREATE INDEX "project_start_on_id_idx" ON "project" ("start_on", "id");

CREATE TABLE "quarantined_event" (
  "id" text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  "stream" text COLLATE "C" NOT NULL,
  "type" text COLLATE "C" NOT NULL,
  "projection" text COLLATE "C",
  "error" text COLLATE "C" NOT NULL,
  "reason" text COLLATE "C" NOT NULL,
  "quarantined_at" timestamptz(3) NOT NULL,
  "quarantined_by" text COLLATE "C" NOT NULL,
  "from_position" bigint NOT NULL,
  "released_at" timestamptz(3),
  "released_by" text COLLATE "C",
  "released_for" text COLLATE "C",
  PRIMARY KEY ("id")
);

CREATE INDEX "quarantined_event_position_idx" ON "quarantined_event" ("position");

CREATE TABLE "ramp" (
  "id" text COLLATE "C" NOT NULL,
  "project_id" text COLLATE "C" NOT NULL,
  "title" text COLLATE "C" NOT NULL,
  "change_idea" text COLLATE "C" NOT NULL,
  "rationale" text COLLATE "C",
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "ramp_project_id_from_position_idx" ON "ramp" ("project_id", "from_position");

CREATE TABLE "reading" (
  "id" text COLLATE "C" NOT NULL,
  "reading_id" text COLLATE "C" NOT NULL,
  "series_id" text COLLATE "C" NOT NULL,
  "period" text COLLATE "C" NOT NULL,
  "status" text COLLATE "C" NOT NULL,
  "value" double precision,
  "numerator" double precision,
  "denominator" double precision,
  "denominator_vintage" text COLLATE "C",
  "narrative" text COLLATE "C",
  "sample_size" bigint,
  "source" text COLLATE "C",
  "collected_on" text COLLATE "C",
  "grade" text COLLATE "C",
  "definition_version" integer,
  "reason" text COLLATE "C",
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text COLLATE "C" NOT NULL,
  "revision" bigint NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "reading_period_id_idx" ON "reading" ("period", "id");

CREATE INDEX "reading_reading_id_idx" ON "reading" ("reading_id");

CREATE INDEX "reading_series_id_period_from_position_idx" ON "reading" ("series_id", "period", "from_position");

CREATE TABLE "series" (
  "id" text COLLATE "C" NOT NULL,
  "metric_id" text COLLATE "C" NOT NULL,
  "locality_id" text COLLATE "C" NOT NULL,
  "category" text COLLATE "C",
  "opened_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "series_from_position_id_idx" ON "series" ("from_position", "id");

CREATE INDEX "series_locality_id_metric_id_category_idx" ON "series" ("locality_id", "metric_id", "category");

CREATE INDEX "series_metric_id_locality_id_category_idx" ON "series" ("metric_id", "locality_id", "category");
