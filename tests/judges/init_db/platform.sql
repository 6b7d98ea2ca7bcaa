-- In outline, the shape that the platform's own script gives a database: what it lets be null, the one spelling that it
-- takes, and the names of its triggers and views.
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE TABLE junior_developers (
  id text PRIMARY KEY, name text NOT NULL, email text, slack_id text, github_username text,
  skill_level integer DEFAULT 1, preferences jsonb, learning_patterns jsonb,
  total_sessions integer DEFAULT 0, successful_sessions integer DEFAULT 0,
  created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()
);
CREATE TABLE stories (
  id text PRIMARY KEY, title text NOT NULL, description text, acceptance_criteria jsonb, technical_requirements jsonb,
  priority integer DEFAULT 3, complexity integer DEFAULT 3, estimated_hours integer, tags text[], repository_url text,
  jira_ticket_id text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()
);
CREATE TABLE mentorship_sessions (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
  story_id text NOT NULL REFERENCES stories, junior_id text NOT NULL REFERENCES junior_developers,
  current_state text NOT NULL DEFAULT 'INIT_STORY_PROCESSING', previous_state text, context jsonb, variables jsonb,
  workflow_instance_id text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now(),
  completed_at timestamptz, row_version bytea NOT NULL DEFAULT '\x',
  status text DEFAULT 'active' CHECK (status IN ('active', 'completed', 'failed', 'paused', 'cancelled'))
);
CREATE TABLE mentorship_events (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), session_id uuid REFERENCES mentorship_sessions ON DELETE CASCADE,
  event_type text NOT NULL, event_data jsonb, state_from text, state_to text, trigger text,
  created_at timestamptz DEFAULT now()
);
CREATE TABLE code_review_records (
  id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), session_id uuid REFERENCES mentorship_sessions ON DELETE CASCADE,
  review_status text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()
);

CREATE FUNCTION update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER update_mentorship_sessions_updated_at BEFORE UPDATE ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE TRIGGER update_stories_updated_at BEFORE UPDATE ON stories
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE TRIGGER update_junior_developers_updated_at BEFORE UPDATE ON junior_developers
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
CREATE TRIGGER update_code_review_records_updated_at BEFORE UPDATE ON code_review_records
  FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE FUNCTION log_state_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO mentorship_events (session_id, event_type) VALUES (NEW.id, 'state_transition'); RETURN NEW; END $$;
CREATE TRIGGER log_mentorship_state_transition AFTER UPDATE ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION log_state_transition();

CREATE FUNCTION update_junior_stats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE junior_developers SET total_sessions = total_sessions + 1 WHERE id = NEW.junior_id; RETURN NEW; END $$;
CREATE TRIGGER update_junior_developer_stats AFTER UPDATE ON mentorship_sessions
  FOR EACH ROW EXECUTE FUNCTION update_junior_stats();

CREATE VIEW active_sessions AS SELECT id, status FROM mentorship_sessions WHERE status = 'active';
CREATE VIEW session_summary AS SELECT id, status FROM mentorship_sessions;
CREATE VIEW junior_progress AS SELECT id, name, total_sessions AS avg_completion_hours FROM junior_developers;
