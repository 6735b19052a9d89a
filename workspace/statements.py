"""The workspace's SQL, the same for DuckDB and PostgreSQL but for the sign of a parameter. Nothing is ever updated or deleted.

Grain: `workspace_change` one row a change; `workspace_row` one row a row that a change touched. The present is the last of each row.
"""

# The form of the tables below; a later one is refused by this program, not misread.
FORM = 1
TABLES = (
    "create table if not exists workspace_form (form integer not null)",
    """create table if not exists workspace_change (
        workspace text not null, revision bigint not null, made_at timestamp not null, author text not null, summary text not null,
        undoes bigint, primary key (workspace, revision))""",
    """create table if not exists workspace_row (
        workspace text not null, revision bigint not null, table_name text not null, row_id text not null, before text, after text,
        primary key (workspace, revision, table_name, row_id))""",
)
READ_FORM = "select form from workspace_form"
WRITE_FORM = "insert into workspace_form values (?)"

REVISION = "select coalesce(max(revision), 0) from workspace_change where workspace = ?"
REVISIONS = """
    select workspace, count(*), min(revision), max(revision) from workspace_change group by workspace order by workspace"""
# Rows of a change that is not there: only damage leaves any. Reads every row, so that a damaged page is found.
STRAYS = """
    select count(*), sum(length(r.before)) + sum(length(r.after)) from workspace_row r
    left join workspace_change c on c.workspace = r.workspace and c.revision = r.revision where c.revision is null or r.row_id = ''"""
PRESENT = """
    select table_name, row_id, after from (
        select distinct on (table_name, row_id) table_name, row_id, after from workspace_row
        where workspace = ? and revision <= ? order by table_name, row_id, revision desc) latest
    where after is not null order by table_name, row_id"""
CHANGES = """
    select revision, made_at, author, summary, undoes from workspace_change
    where workspace = ? and revision > ? and revision <= ? order by revision desc"""
ROWS = """
    select revision, table_name, row_id, before, after from workspace_row
    where workspace = ? and revision > ? and revision <= ? order by revision, table_name, row_id"""
ADD_CHANGE = "insert into workspace_change values (?, ?, ?, ?, ?, ?)"
# Lists in, rows out: one statement for any number of rows.
ADD_ROWS = """
    insert into workspace_row
    select cast(? as text), cast(? as bigint), unnest(cast(? as text[])), unnest(cast(? as text[])), unnest(cast(? as text[])),
        unnest(cast(? as text[]))"""
