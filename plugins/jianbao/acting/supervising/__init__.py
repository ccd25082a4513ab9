"""督查: what people do about a task or an urgent event. Each ``plan_…`` makes one record, tried by the checks first."""
