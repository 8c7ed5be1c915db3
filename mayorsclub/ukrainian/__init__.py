"""The Ukrainian language: alphabet, cases, dates, romanisation. No models, no texts to translate."""
