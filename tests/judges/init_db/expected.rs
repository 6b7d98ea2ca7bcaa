//! The shape of the database that the platform expects.

/// Each table, and its columns in order.
pub const TABLES: [&str; 8] = [
    "blocker_history: id session_id blocker_type description resolution time_to_resolve assistance_level created_at \
     resolved_at",
    "code_review_records: id session_id pull_request_url review_status reviewer_comments iterations created_at \
     updated_at completed_at",
    "junior_developers: id name email slack_id github_username skill_level preferences learning_patterns \
     total_sessions successful_sessions created_at updated_at",
    "mentorship_analytics: id session_id junior_id metric_name metric_value metric_unit metadata recorded_at",
    "mentorship_events: id session_id event_type event_data state_from state_to trigger created_at",
    "mentorship_sessions: id story_id junior_id current_state previous_state context variables workflow_instance_id \
     status row_version created_at updated_at completed_at",
    "quality_gate_results: id session_id gate_type passed score issues suggestions created_at",
    "stories: id title description acceptance_criteria technical_requirements priority complexity estimated_hours \
     tags repository_url jira_ticket_id created_at updated_at JiraTicketId",
];

/// What the platform searches by, apart from foreign keys.
pub const INDEXED: &[&str] = &[
    "junior_developers.email",
    "junior_developers.github_username",
    "junior_developers.skill_level",
    "junior_developers.created_at",
    "stories.priority",
    "stories.complexity",
    "stories.jira_ticket_id",
    "stories.created_at",
    "mentorship_sessions.current_state",
    "mentorship_sessions.status",
    "mentorship_sessions.created_at",
    "mentorship_events.event_type",
    "mentorship_events.created_at",
    "mentorship_analytics.recorded_at",
    "blocker_history.blocker_type",
    "blocker_history.created_at",
    "quality_gate_results.gate_type",
    "quality_gate_results.created_at",
    "code_review_records.review_status",
    "code_review_records.created_at",
];
