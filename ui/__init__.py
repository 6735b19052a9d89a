"""The only shared Streamlit code: database, texts, address, filters, evidence, downloads."""
