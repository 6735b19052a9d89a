"""The main comparison in other dashboards, and pages of Streamlit with next to nothing: what the dashboard is measured against."""
