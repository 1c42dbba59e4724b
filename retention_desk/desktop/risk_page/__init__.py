"""Parts of the Risk page: the forecast, whom to contact and what it cannot know."""
