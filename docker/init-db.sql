-- Tamma's mentorship schema, for PostgreSQL 15 and later.
--
-- The postgres image runs this file once, when its volume is empty. It may be run again at any time, by hand, on a
-- database that is in use: a database that an older one of these files made, or the platform's own script, is brought up
-- to this one; what is as it should be is left as it is, and no row is lost. Everything belongs to the role that runs it;
-- no role is named here. It is one transaction: either all of it holds afterwards, or none of it.

BEGIN;

-- "already exists, skipping" is what a second run is for.
SET LOCAL client_min_messages = warning;

-- The application looks in `public`. By default a role looks first in a schema of its own name, so without this line a
-- role called `tamma` would put the tables into the schema `tamma`, and only from the second run on.
SET LOCAL search_path = public;

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;

-- Kept for the workflow engine and the platform; nothing below lives in them.
CREATE SCHEMA IF NOT EXISTS elsa;
CREATE SCHEMA IF NOT EXISTS tamma;

-- Tables --------------------------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS junior_developers (
  id                  text PRIMARY KEY,
  name                text NOT NULL,
  email               text,
  slack_id            text,
  github_username     text,
  skill_level         integer NOT NULL DEFAULT 1 CHECK (skill_level BETWEEN 1 AND 5),
  preferences         jsonb DEFAULT '{}',
  learning_patterns   jsonb DEFAULT '[]',
  total_sessions      integer NOT NULL DEFAULT 0,
  successful_sessions integer NOT NULL DEFAULT 0,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);

-- `tags` is never null: the .NET services can't read a story without.
-- `"JiraTicketId"` is where the .NET services look for `jira_ticket_id`; a trigger below keeps both alike.
CREATE TABLE IF NOT EXISTS stories (
  id                     text PRIMARY KEY,
  title                  text NOT NULL,
  description            text,
  acceptance_criteria    jsonb DEFAULT '[]',
  technical_requirements jsonb DEFAULT '{}',
  priority               integer NOT NULL DEFAULT 3 CHECK (priority BETWEEN 1 AND 5),
  complexity             integer NOT NULL DEFAULT 3 CHECK (complexity BETWEEN 1 AND 5),
  estimated_hours        integer,
  tags                   text[] NOT NULL DEFAULT '{}',
  repository_url         text,
  jira_ticket_id         text,
  created_at             timestamptz NOT NULL DEFAULT now(),
  updated_at             timestamptz NOT NULL DEFAULT now(),
  "JiraTicketId"         text
);

-- `status` may be written in any case: `completed` as well as `Completed`. A trigger below spells it with a capital, which
-- is how the .NET services write it and the only spelling that they search by. They leave `Active` to the default.
-- `row_version` is the .NET services' concurrency token. They ask for it and never write it, so it needs a default.
CREATE TABLE IF NOT EXISTS mentorship_sessions (
  id                   uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  story_id             text NOT NULL REFERENCES stories (id) ON DELETE RESTRICT,
  junior_id            text NOT NULL REFERENCES junior_developers (id) ON DELETE RESTRICT,
  current_state        text NOT NULL DEFAULT 'INIT_STORY_PROCESSING',
  previous_state       text,
  context              jsonb DEFAULT '{}',
  variables            jsonb DEFAULT '{}',
  workflow_instance_id text,
  status               text NOT NULL DEFAULT 'Active'
                       CHECK (lower(status) IN ('active', 'completed', 'failed', 'paused', 'cancelled')),
  row_version          bytea NOT NULL DEFAULT '\x0000000000000000',
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  completed_at         timestamptz
);

CREATE TABLE IF NOT EXISTS mentorship_events (
  id         uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id uuid NOT NULL REFERENCES mentorship_sessions (id) ON DELETE CASCADE,
  event_type text NOT NULL,
  event_data jsonb DEFAULT '{}',
  state_from text,
  state_to   text,
  trigger    text,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Figures outlive the session and the junior that they were taken from.
CREATE TABLE IF NOT EXISTS mentorship_analytics (
  id           uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id   uuid REFERENCES mentorship_sessions (id) ON DELETE SET NULL,
  junior_id    text REFERENCES junior_developers (id) ON DELETE SET NULL,
  metric_name  text NOT NULL,
  metric_value numeric,
  metric_unit  text,
  metadata     jsonb DEFAULT '{}',
  recorded_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS blocker_history (
  id               uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id       uuid NOT NULL REFERENCES mentorship_sessions (id) ON DELETE CASCADE,
  blocker_type     text NOT NULL,
  description      text,
  resolution       text,
  time_to_resolve  interval,
  assistance_level integer CHECK (assistance_level BETWEEN 1 AND 5),
  created_at       timestamptz NOT NULL DEFAULT now(),
  resolved_at      timestamptz
);

CREATE TABLE IF NOT EXISTS quality_gate_results (
  id          uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id  uuid NOT NULL REFERENCES mentorship_sessions (id) ON DELETE CASCADE,
  gate_type   text NOT NULL,
  passed      boolean NOT NULL,
  score       numeric,
  issues      jsonb DEFAULT '[]',
  suggestions jsonb DEFAULT '[]',
  created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS code_review_records (
  id                uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  session_id        uuid NOT NULL REFERENCES mentorship_sessions (id) ON DELETE CASCADE,
  pull_request_url  text,
  review_status     text NOT NULL DEFAULT 'pending'
                    CHECK (lower(review_status) IN ('pending', 'approved', 'changes_requested', 'rejected')),
  reviewer_comments jsonb DEFAULT '[]',
  iterations        integer NOT NULL DEFAULT 1,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  completed_at      timestamptz
);

-- Older databases -----------------------------------------------------------------------------------------------------
-- What a table that was there already may lack. Its rows keep their `updated_at`: no trigger runs until the end.

DROP TRIGGER IF EXISTS touch_updated_at ON stories;
DROP TRIGGER IF EXISTS touch_updated_at ON mentorship_sessions;

-- The platform's own script has triggers that do what those below do, so each session would be counted twice, and views
-- with other columns, which can't be replaced.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_trigger WHERE tgname = 'update_junior_developer_stats'
             AND tgrelid = 'mentorship_sessions'::regclass) THEN
    DROP VIEW IF EXISTS active_sessions, session_summary, junior_progress;
    DROP TRIGGER update_junior_developer_stats ON mentorship_sessions;
    DROP TRIGGER IF EXISTS log_mentorship_state_transition ON mentorship_sessions;
    DROP TRIGGER IF EXISTS update_mentorship_sessions_updated_at ON mentorship_sessions;
    DROP TRIGGER IF EXISTS update_stories_updated_at ON stories;
    DROP TRIGGER IF EXISTS update_junior_developers_updated_at ON junior_developers;
    DROP TRIGGER IF EXISTS update_code_review_records_updated_at ON code_review_records;
  END IF;
END
$$;

ALTER TABLE stories ADD COLUMN IF NOT EXISTS "JiraTicketId" text;
UPDATE stories SET "JiraTicketId" = jira_ticket_id WHERE "JiraTicketId" IS NULL AND jira_ticket_id IS NOT NULL;
UPDATE stories SET tags = '{}' WHERE tags IS NULL;
ALTER TABLE stories
  ALTER COLUMN tags SET DEFAULT '{}',
  ALTER COLUMN tags SET NOT NULL;

ALTER TABLE mentorship_sessions
  DROP CONSTRAINT IF EXISTS mentorship_sessions_status_check,
  ADD CONSTRAINT mentorship_sessions_status_check
    CHECK (lower(status) IN ('active', 'completed', 'failed', 'paused', 'cancelled')),
  ALTER COLUMN status SET DEFAULT 'Active',
  ALTER COLUMN row_version SET DEFAULT '\x0000000000000000';
UPDATE mentorship_sessions SET status = initcap(status) WHERE status <> initcap(status);

-- Indexes -------------------------------------------------------------------------------------------------------------

CREATE INDEX IF NOT EXISTS idx_junior_developers_email ON junior_developers (email);
CREATE INDEX IF NOT EXISTS idx_junior_developers_github_username ON junior_developers (github_username);
CREATE INDEX IF NOT EXISTS idx_junior_developers_skill_level ON junior_developers (skill_level);
CREATE INDEX IF NOT EXISTS idx_junior_developers_created_at ON junior_developers (created_at);

CREATE INDEX IF NOT EXISTS idx_stories_priority ON stories (priority);
CREATE INDEX IF NOT EXISTS idx_stories_complexity ON stories (complexity);
CREATE INDEX IF NOT EXISTS idx_stories_jira_ticket_id ON stories (jira_ticket_id);
CREATE INDEX IF NOT EXISTS idx_stories_tags ON stories USING gin (tags);
CREATE INDEX IF NOT EXISTS idx_stories_created_at ON stories (created_at);

CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_story_id ON mentorship_sessions (story_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_junior_id ON mentorship_sessions (junior_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_current_state ON mentorship_sessions (current_state);
CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_status ON mentorship_sessions (status);
CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_workflow_instance_id ON mentorship_sessions (workflow_instance_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_sessions_created_at ON mentorship_sessions (created_at);

CREATE INDEX IF NOT EXISTS idx_mentorship_events_session_id ON mentorship_events (session_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_events_event_type ON mentorship_events (event_type);
CREATE INDEX IF NOT EXISTS idx_mentorship_events_created_at ON mentorship_events (created_at);

CREATE INDEX IF NOT EXISTS idx_mentorship_analytics_session_id ON mentorship_analytics (session_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_analytics_junior_id ON mentorship_analytics (junior_id);
CREATE INDEX IF NOT EXISTS idx_mentorship_analytics_metric_name ON mentorship_analytics (metric_name);
CREATE INDEX IF NOT EXISTS idx_mentorship_analytics_recorded_at ON mentorship_analytics (recorded_at);

CREATE INDEX IF NOT EXISTS idx_blocker_history_session_id ON blocker_history (session_id);
CREATE INDEX IF NOT EXISTS idx_blocker_history_blocker_type ON blocker_history (blocker_type);
CREATE INDEX IF NOT EXISTS idx_blocker_history_created_at ON blocker_history (created_at);

CREATE INDEX IF NOT EXISTS idx_quality_gate_results_session_id ON quality_gate_results (session_id);
CREATE INDEX IF NOT EXISTS idx_quality_gate_results_gate_type ON quality_gate_results (gate_type);
CREATE INDEX IF NOT EXISTS idx_quality_gate_results_created_at ON quality_gate_results (created_at);

CREATE INDEX IF NOT EXISTS idx_code_review_records_session_id ON code_review_records (session_id);
CREATE INDEX IF NOT EXISTS idx_code_review_records_review_status ON code_review_records (review_status);
CREATE INDEX IF NOT EXISTS idx_code_review_records_created_at ON code_review_records (created_at);

-- Triggers ------------------------------------------------------------------------------------------------------------
-- Their functions name the schema, so that they work whatever the writer's search path is.

CREATE OR REPLACE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER touch_updated_at BEFORE UPDATE ON junior_developers
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE OR REPLACE TRIGGER touch_updated_at BEFORE UPDATE ON stories
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE OR REPLACE TRIGGER touch_updated_at BEFORE UPDATE ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE OR REPLACE TRIGGER touch_updated_at BEFORE UPDATE ON code_review_records
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE OR REPLACE FUNCTION spell_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status := initcap(NEW.status);
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER spell_status BEFORE INSERT OR UPDATE OF status ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION spell_status();

CREATE OR REPLACE FUNCTION keep_jira_tickets_alike() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."JiraTicketId" := coalesce(NEW."JiraTicketId", NEW.jira_ticket_id);
  ELSIF NEW.jira_ticket_id IS DISTINCT FROM OLD.jira_ticket_id THEN
    NEW."JiraTicketId" := NEW.jira_ticket_id;
  END IF;
  NEW.jira_ticket_id := NEW."JiraTicketId";
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER keep_jira_tickets_alike BEFORE INSERT OR UPDATE ON stories
  FOR EACH ROW EXECUTE FUNCTION keep_jira_tickets_alike();

CREATE OR REPLACE FUNCTION record_state_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.mentorship_events (session_id, event_type, state_from, state_to, trigger)
  VALUES (NEW.id, 'state_transition', OLD.current_state, NEW.current_state, 'database');
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER record_state_transition AFTER UPDATE ON mentorship_sessions
  FOR EACH ROW WHEN (OLD.current_state IS DISTINCT FROM NEW.current_state)
  EXECUTE FUNCTION record_state_transition();

-- A session counts once, as what it is now: one that is opened again, or judged anew, is first taken back out.
CREATE OR REPLACE FUNCTION count_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF lower(OLD.status) = lower(NEW.status) AND OLD.junior_id = NEW.junior_id THEN
      RETURN NULL;
    END IF;
    IF lower(OLD.status) IN ('completed', 'failed') THEN
      UPDATE public.junior_developers
      SET total_sessions = greatest(total_sessions - 1, 0),
          successful_sessions = greatest(successful_sessions - (lower(OLD.status) = 'completed')::integer, 0)
      WHERE id = OLD.junior_id;
    END IF;
  END IF;
  IF lower(NEW.status) IN ('completed', 'failed') THEN
    UPDATE public.junior_developers
    SET total_sessions = total_sessions + 1,
        successful_sessions = successful_sessions + (lower(NEW.status) = 'completed')::integer
    WHERE id = NEW.junior_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER count_ended_session AFTER INSERT OR UPDATE ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION count_ended_session();

-- Views ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE VIEW active_sessions AS
SELECT
  session.id,
  session.story_id,
  story.title AS story_title,
  session.junior_id,
  junior.name AS junior_name,
  junior.skill_level,
  session.current_state,
  session.previous_state,
  session.workflow_instance_id,
  session.created_at,
  session.updated_at,
  round(extract(epoch FROM now() - session.created_at) / 3600, 2) AS hours_elapsed
FROM mentorship_sessions AS session
JOIN stories AS story ON story.id = session.story_id
JOIN junior_developers AS junior ON junior.id = session.junior_id
WHERE lower(session.status) = 'active';

-- A session's hours run to its end. One that ended without a `completed_at` ended when it was last written.
CREATE OR REPLACE VIEW session_summary AS
SELECT
  session.id,
  session.story_id,
  story.title AS story_title,
  session.junior_id,
  junior.name AS junior_name,
  session.current_state,
  session.status,
  session.created_at,
  session.completed_at,
  round(extract(epoch FROM
    CASE
      WHEN session.completed_at IS NOT NULL THEN session.completed_at
      WHEN lower(session.status) IN ('active', 'paused') THEN now()
      ELSE session.updated_at
    END - session.created_at) / 3600, 2) AS total_hours,
  -- Counted apart: joined together, each event would be counted once a blocker.
  (SELECT count(*) FROM mentorship_events AS event WHERE event.session_id = session.id) AS event_count,
  (SELECT count(*) FROM blocker_history AS blocker WHERE blocker.session_id = session.id) AS blocker_count
FROM mentorship_sessions AS session
JOIN stories AS story ON story.id = session.story_id
JOIN junior_developers AS junior ON junior.id = session.junior_id;

-- Somebody without a finished session has a rate of 0 and no average.
CREATE OR REPLACE VIEW junior_progress AS
SELECT
  junior.id,
  junior.name,
  junior.skill_level,
  junior.total_sessions,
  junior.successful_sessions,
  coalesce(round(100.0 * junior.successful_sessions / nullif(junior.total_sessions, 0), 2), 0) AS success_rate,
  (
    SELECT round(
      avg(extract(epoch FROM coalesce(session.completed_at, session.updated_at) - session.created_at)) / 3600, 2)
    FROM mentorship_sessions AS session
    WHERE session.junior_id = junior.id AND lower(session.status) = 'completed'
  ) AS average_hours
FROM junior_developers AS junior;

-- Sample rows ---------------------------------------------------------------------------------------------------------
-- For a development stack only: where TAMMA_SAMPLE_DATA, in psql's environment, is true. A row that is there already,
-- changed or not, is left alone.

\set sample_data false
\getenv sample_data TAMMA_SAMPLE_DATA
\if :sample_data

INSERT INTO junior_developers (id, name, email, github_username, skill_level) VALUES
  ('sample-junior-1', 'Amina Diallo', 'amina@example.com', 'amina-sample', 2),
  ('sample-junior-2', 'Jonas Weber', 'jonas@example.com', 'jonas-sample', 3)
ON CONFLICT DO NOTHING;

INSERT INTO stories (id, title, description, acceptance_criteria, priority, complexity, estimated_hours, tags) VALUES
  (
    'sample-story-1', 'Show the last sign-in on the profile page',
    'As a user I see when I last signed in, so that I notice a sign-in that was not mine.',
    '["The time is in the user''s own time zone", "A first sign-in shows no time"]', 2, 2, 6, '{frontend,security}'
  ),
  (
    'sample-story-2', 'Limit failed sign-ins',
    'As an operator I want sign-ins to be slowed down after five failures from one address.',
    '["The sixth failure within a minute is refused", "The limit is configurable"]', 1, 4, 12, '{backend,security}'
  )
ON CONFLICT DO NOTHING;

INSERT INTO mentorship_sessions (id, story_id, junior_id, status, created_at, completed_at) VALUES
  ('00000000-0000-4000-8000-000000000001', 'sample-story-1', 'sample-junior-1', 'Completed',
    now() - interval '30 hours', now() - interval '24 hours'),
  ('00000000-0000-4000-8000-000000000002', 'sample-story-2', 'sample-junior-2', 'Active',
    now() - interval '2 hours', NULL)
ON CONFLICT DO NOTHING;

\endif

COMMIT;
