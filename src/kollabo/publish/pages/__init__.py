"""Pages in HTML: models that choose from answers, templates, and where pages lie."""
