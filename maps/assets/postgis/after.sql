-- What stands on the tables: time as ranges, indexes, links between them, and the question who holds what.
-- {schema} is the schema that was asked for, quoted. Everything can be run again.

ALTER TABLE {schema}.events ADD COLUMN IF NOT EXISTS happened daterange GENERATED ALWAYS AS (
    CASE
        WHEN date_start IS NULL AND date_end IS NULL THEN NULL
        WHEN date_end < date_start THEN NULL
        ELSE daterange(date_start, date_end, '[]')
    END) STORED;
COMMENT ON COLUMN {schema}.events.happened IS
    'the days on which it may have happened, from date_start and date_end; null without a day';
ALTER TABLE {schema}.control ADD COLUMN IF NOT EXISTS valid_during daterange
    GENERATED ALWAYS AS (daterange(valid_from, valid_to)) STORED;
COMMENT ON COLUMN {schema}.control.valid_during IS 'the days on which it holds, from valid_from and valid_to';
ALTER TABLE {schema}.control ADD COLUMN IF NOT EXISTS known_during tstzrange
    GENERATED ALWAYS AS (tstzrange(recorded_at, superseded_at)) STORED;
COMMENT ON COLUMN {schema}.control.known_during IS 'the instants at which it was known';

CREATE INDEX IF NOT EXISTS provinces_geom ON {schema}.provinces USING gist (geom);
CREATE INDEX IF NOT EXISTS events_geom ON {schema}.events USING gist (geom);
CREATE INDEX IF NOT EXISTS events_happened ON {schema}.events USING gist (happened);
CREATE INDEX IF NOT EXISTS events_province ON {schema}.events (iso_3166_2);
CREATE INDEX IF NOT EXISTS events_type ON {schema}.events (event_type);
CREATE INDEX IF NOT EXISTS events_document ON {schema}.events (document_id);
CREATE INDEX IF NOT EXISTS claims_as_of ON {schema}.claims (as_of);
CREATE INDEX IF NOT EXISTS control_geom ON {schema}.control USING gist (geom);
CREATE INDEX IF NOT EXISTS control_valid ON {schema}.control USING gist (valid_during);
CREATE INDEX IF NOT EXISTS control_known ON {schema}.control USING gist (known_during);
CREATE INDEX IF NOT EXISTS control_unit ON {schema}.control (unit, unit_id, basis);

CREATE TABLE IF NOT EXISTS {schema}.district_areas (
    event_id text PRIMARY KEY REFERENCES {schema}.events ON DELETE CASCADE,
    area_basis text NOT NULL,
    geom geometry(MultiPolygon, 4326) NOT NULL);
COMMENT ON TABLE {schema}.district_areas IS 'The areas of events that are known to a district only';
CREATE INDEX IF NOT EXISTS district_areas_geom ON {schema}.district_areas USING gist (geom);

CREATE TABLE IF NOT EXISTS {schema}.control_evidence (
    control_id text NOT NULL REFERENCES {schema}.control ON DELETE CASCADE,
    event_id text NOT NULL REFERENCES {schema}.events ON DELETE CASCADE,
    position integer NOT NULL,
    PRIMARY KEY (control_id, event_id));
COMMENT ON TABLE {schema}.control_evidence IS 'Which events a row of the ledger stands on';
COMMENT ON COLUMN {schema}.control_evidence.position IS 'place in the row''s evidence, from 1';
CREATE INDEX IF NOT EXISTS control_evidence_event ON {schema}.control_evidence (event_id);

CREATE TABLE IF NOT EXISTS {schema}.claim_provinces (
    claim_id text NOT NULL REFERENCES {schema}.claims ON DELETE CASCADE,
    iso_3166_2 text NOT NULL REFERENCES {schema}.provinces,
    role text NOT NULL CHECK (role IN ('named', 'candidate')),
    PRIMARY KEY (claim_id, iso_3166_2));
COMMENT ON TABLE {schema}.claim_provinces IS
    'The provinces whose capitals the evidence names for a stated count, or that could be among those it counts';
CREATE INDEX IF NOT EXISTS claim_provinces_province ON {schema}.claim_provinces (iso_3166_2);

CREATE OR REPLACE VIEW {schema}.events_areas AS
    SELECT e.event_id, 'province_outline'::text AS area_basis, e.event_type, e.assertion_mode, e.date_start, e.date_end,
        e.admin1_pcode, e.quote_exact, p.geom
    FROM {schema}.events e JOIN {schema}.provinces p USING (iso_3166_2)
    WHERE e.place_precision = 'admin1'
    UNION ALL
    SELECT e.event_id, a.area_basis, e.event_type, e.assertion_mode, e.date_start, e.date_end,
        e.admin1_pcode, e.quote_exact, a.geom
    FROM {schema}.events e JOIN {schema}.district_areas a USING (event_id);
COMMENT ON VIEW {schema}.events_areas IS 'Events known only to a district or a province, as areas';

CREATE OR REPLACE FUNCTION {schema}.control_as_of(
    day date, known_at timestamptz DEFAULT NULL, layer text DEFAULT 'assessed')
RETURNS TABLE (
    control_id text, unit text, unit_id text, unit_name text, admin1_pcode text, basis text, side text, state text,
    valid_from date, valid_to date, recorded_at timestamptz, superseded_at timestamptz, rule text, evidence text[],
    explanation text, geom geometry)
LANGUAGE sql STABLE PARALLEL SAFE AS $answer$
    WITH held AS (
        SELECT c.*
        FROM {schema}.control c
        WHERE c.basis = control_as_of.layer
            AND c.valid_during @> control_as_of.day
            AND CASE WHEN control_as_of.known_at IS NULL THEN c.superseded_at IS NULL
                ELSE c.known_during @> control_as_of.known_at END)
    SELECT h.control_id, h.unit, h.unit_id, h.unit_name, h.admin1_pcode, h.basis, h.side, h.state, h.valid_from,
        h.valid_to, h.recorded_at, h.superseded_at, h.rule,
        ARRAY(
            SELECT l.event_id
            FROM {schema}.control_evidence l JOIN {schema}.events e USING (event_id)
            WHERE l.control_id = h.control_id
                AND (control_as_of.known_at IS NULL OR e.recorded_at IS NULL
                    OR e.recorded_at <= control_as_of.known_at)
            ORDER BY l.position),
        h.explanation, h.geom
    FROM held h
    UNION ALL
    SELECT NULL, 'provincial_capital', p.iso_3166_2, p.capital, p.pcode, control_as_of.layer, NULL, 'unknown',
        NULL, NULL, NULL, NULL, 'no_evidence', ARRAY[]::text[], NULL, p.geom
    FROM {schema}.provinces p
    WHERE NOT EXISTS (
        SELECT FROM held h WHERE h.unit = 'provincial_capital' AND h.unit_id = p.iso_3166_2)
$answer$;
COMMENT ON FUNCTION {schema}.control_as_of(date, timestamptz, text) IS
    'Who holds what at the end of a day in Kabul, as known now or at an instant, in one layer (assessed or reported); '
    'a capital of which nothing is known is there as unknown';
