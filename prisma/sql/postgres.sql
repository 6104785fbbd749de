-- Emitted from schema.prisma by ddl-generator.cjs; change it there.

CREATE TABLE "checkpoint" (
  "name" text NOT NULL,
  "position" bigint NOT NULL,
  PRIMARY KEY ("name")
);

CREATE TABLE "cycle" (
  "id" text NOT NULL,
  "project_id" text NOT NULL,
  "locality_id" text NOT NULL,
  "ramp_id" text,
  "informed_by_cycle_id" text,
  "status" text NOT NULL,
  "title" text NOT NULL,
  "objective" text NOT NULL,
  "change" text NOT NULL,
  "predictions" jsonb NOT NULL,
  "scale" text,
  "setting" text,
  "tasks" jsonb NOT NULL,
  "data_plan" text,
  "metric_ids" jsonb NOT NULL,
  "planned_start_on" text NOT NULL,
  "planned_end_on" text NOT NULL,
  "started_on" text,
  "studied_on" text,
  "carried_out_as_planned" boolean,
  "deviation" text,
  "results" text,
  "comparisons" jsonb,
  "learning" text,
  "decided_on" text,
  "decision" text,
  "rationale" text,
  "next_steps" text,
  "cancelled_on" text,
  "cancelled_for" text,
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_informed_by_cycle_id_idx" ON "cycle" ("informed_by_cycle_id");

CREATE INDEX "cycle_locality_id_planned_start_on_id_idx" ON "cycle" ("locality_id", "planned_start_on", "id");

CREATE INDEX "cycle_project_id_planned_start_on_id_idx" ON "cycle" ("project_id", "planned_start_on", "id");

CREATE INDEX "cycle_ramp_id_planned_start_on_id_idx" ON "cycle" ("ramp_id", "planned_start_on", "id");

CREATE TABLE "cycle_observation" (
  "id" text NOT NULL,
  "cycle_id" text NOT NULL,
  "kind" text NOT NULL,
  "text" text NOT NULL,
  "observed_on" text NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_observation_cycle_id_observed_on_id_idx" ON "cycle_observation" ("cycle_id", "observed_on", "id");

CREATE TABLE "cycle_plan_version" (
  "id" text NOT NULL,
  "cycle_id" text NOT NULL,
  "plan" jsonb NOT NULL,
  "reason" text,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "cycle_plan_version_cycle_id_from_position_idx" ON "cycle_plan_version" ("cycle_id", "from_position");

CREATE TABLE "history_entry" (
  "position" bigint NOT NULL,
  "subject" text NOT NULL,
  "subject_id" text NOT NULL,
  "type" text NOT NULL,
  "occurred_on" text,
  "reason" text,
  "data" jsonb NOT NULL,
  "recorded_at" timestamptz(3) NOT NULL,
  "actor" text NOT NULL,
  "command_id" text NOT NULL,
  "event_id" text NOT NULL,
  "revision" bigint NOT NULL,
  PRIMARY KEY ("position")
);

CREATE INDEX "history_entry_subject_subject_id_position_idx" ON "history_entry" ("subject", "subject_id", "position");

CREATE TABLE "locality" (
  "id" text NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "name_from" text NOT NULL,
  "opened_on" text NOT NULL,
  "closed_on" text,
  "closed_by" text,
  "note" text,
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_kind_name_key_id_idx" ON "locality" ("kind", "name_key", "id");

CREATE INDEX "locality_name_key_id_idx" ON "locality" ("name_key", "id");

CREATE TABLE "locality_code" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "scheme" text NOT NULL,
  "code" text NOT NULL,
  "valid_from" text NOT NULL,
  "valid_to" text,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_code_code_scheme_idx" ON "locality_code" ("code", "scheme");

CREATE INDEX "locality_code_locality_id_idx" ON "locality_code" ("locality_id");

CREATE TABLE "locality_name" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "name" text NOT NULL,
  "valid_from" text NOT NULL,
  "reason" text,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_name_locality_id_valid_from_idx" ON "locality_name" ("locality_id", "valid_from");

CREATE TABLE "locality_parent" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "parent_id" text,
  "valid_from" text NOT NULL,
  "reason" text,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_parent_locality_id_valid_from_idx" ON "locality_parent" ("locality_id", "valid_from");

CREATE INDEX "locality_parent_parent_id_valid_from_idx" ON "locality_parent" ("parent_id", "valid_from");

CREATE TABLE "locality_succession" (
  "id" text NOT NULL,
  "kind" text NOT NULL,
  "predecessor_id" text NOT NULL,
  "successor_id" text NOT NULL,
  "effective_on" text NOT NULL,
  "reason" text NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "locality_succession_predecessor_id_idx" ON "locality_succession" ("predecessor_id");

CREATE INDEX "locality_succession_successor_id_idx" ON "locality_succession" ("successor_id");

CREATE TABLE "metric" (
  "id" text NOT NULL,
  "code" text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "purpose" text NOT NULL,
  "nature" text NOT NULL,
  "version" integer NOT NULL,
  "valid_from" text,
  "retired_on" text,
  "retired_for" text,
  "successor_id" text,
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "metric_code_key" ON "metric" ("code");

CREATE INDEX "metric_name_key_id_idx" ON "metric" ("name_key", "id");

CREATE TABLE "metric_definition" (
  "id" text NOT NULL,
  "metric_id" text NOT NULL,
  "version" integer NOT NULL,
  "name" text NOT NULL,
  "description" text,
  "nature" text NOT NULL,
  "statistic" text,
  "numerator" text,
  "denominator" text,
  "multiplier" double precision NOT NULL,
  "unit" text NOT NULL,
  "scale_lowest" double precision,
  "scale_highest" double precision,
  "percentile" double precision,
  "direction" text NOT NULL,
  "cadence" text NOT NULL,
  "year_starts_in" text,
  "purpose" text NOT NULL,
  "aggregation" text NOT NULL,
  "reliability" text NOT NULL,
  "standardisation" text,
  "source" text,
  "licence" text,
  "typical_lag_days" integer,
  "caveats" jsonb NOT NULL,
  "breakdown" jsonb,
  "effective_on" text,
  "reason" text,
  "breaks_comparability" boolean NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "metric_definition_metric_id_version_idx" ON "metric_definition" ("metric_id", "version");

CREATE TABLE "metric_target" (
  "id" text NOT NULL,
  "metric_id" text NOT NULL,
  "locality_id" text,
  "value" double precision NOT NULL,
  "valid_from" text NOT NULL,
  "valid_to" text,
  "source" text,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  "withdrawn_for" text,
  PRIMARY KEY ("id")
);

CREATE INDEX "metric_target_metric_id_locality_id_valid_from_idx" ON "metric_target" ("metric_id", "locality_id", "valid_from");

CREATE TABLE "milestone" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "project_id" text,
  "title" text NOT NULL,
  "description" text,
  "criteria" text,
  "owner" text,
  "status" text NOT NULL,
  "due_on" text NOT NULL,
  "forecast_on" text NOT NULL,
  "started_on" text,
  "achieved_on" text,
  "evidence" text,
  "evidence_url" text,
  "missed_on" text,
  "cancelled_on" text,
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_locality_id_forecast_on_id_idx" ON "milestone" ("locality_id", "forecast_on", "id");

CREATE INDEX "milestone_project_id_forecast_on_id_idx" ON "milestone" ("project_id", "forecast_on", "id");

CREATE TABLE "milestone_forecast" (
  "id" text NOT NULL,
  "milestone_id" text NOT NULL,
  "forecast_on" text NOT NULL,
  "reason" text,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_forecast_milestone_id_from_position_idx" ON "milestone_forecast" ("milestone_id", "from_position");

CREATE TABLE "milestone_status_change" (
  "id" text NOT NULL,
  "milestone_id" text NOT NULL,
  "status" text NOT NULL,
  "effective_on" text,
  "reason" text,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "milestone_status_change_milestone_id_from_position_idx" ON "milestone_status_change" ("milestone_id", "from_position");

CREATE TABLE "population" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "year" integer NOT NULL,
  "basis" text NOT NULL,
  "age_band" text NOT NULL,
  "people" bigint NOT NULL,
  "source" text NOT NULL,
  "vintage" text NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  "withdrawn_for" text,
  PRIMARY KEY ("id")
);

CREATE INDEX "population_locality_id_year_idx" ON "population" ("locality_id", "year");

CREATE TABLE "project" (
  "id" text NOT NULL,
  "locality_id" text NOT NULL,
  "title" text NOT NULL,
  "aim" text NOT NULL,
  "population" text,
  "metric_ids" jsonb NOT NULL,
  "team" jsonb NOT NULL,
  "sponsor" text,
  "start_on" text NOT NULL,
  "end_on" text,
  "status" text NOT NULL,
  "closed_on" text,
  "summary" text,
  "revision" bigint NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "project_locality_id_start_on_id_idx" ON "project" ("locality_id", "start_on", "id");

CREATE TABLE "ramp" (
  "id" text NOT NULL,
  "project_id" text NOT NULL,
  "title" text NOT NULL,
  "change_idea" text NOT NULL,
  "rationale" text,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "ramp_project_id_from_position_idx" ON "ramp" ("project_id", "from_position");

CREATE TABLE "reading" (
  "id" text NOT NULL,
  "reading_id" text NOT NULL,
  "series_id" text NOT NULL,
  "period" text NOT NULL,
  "status" text NOT NULL,
  "value" double precision,
  "numerator" double precision,
  "denominator" double precision,
  "narrative" text,
  "sample_size" bigint,
  "source" text,
  "collected_on" text,
  "grade" text,
  "definition_version" integer,
  "reason" text,
  "recorded_at" timestamptz(3) NOT NULL,
  "recorded_by" text NOT NULL,
  "revision" bigint NOT NULL,
  "from_position" bigint NOT NULL,
  "to_position" bigint,
  PRIMARY KEY ("id")
);

CREATE INDEX "reading_reading_id_idx" ON "reading" ("reading_id");

CREATE INDEX "reading_series_id_period_from_position_idx" ON "reading" ("series_id", "period", "from_position");

CREATE TABLE "series" (
  "id" text NOT NULL,
  "metric_id" text NOT NULL,
  "locality_id" text NOT NULL,
  "category" text,
  "opened_at" timestamptz(3) NOT NULL,
  "from_position" bigint NOT NULL,
  PRIMARY KEY ("id")
);

CREATE INDEX "series_locality_id_metric_id_category_idx" ON "series" ("locality_id", "metric_id", "category");

CREATE INDEX "series_metric_id_locality_id_category_idx" ON "series" ("metric_id", "locality_id", "category");
