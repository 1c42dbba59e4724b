"""Health score: measure, score, band, backtest."""
