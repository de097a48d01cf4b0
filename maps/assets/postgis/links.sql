-- The links of the rows just written: staged_control and staged_claims are this run's.

DELETE FROM {schema}.control_evidence l USING staged_control s WHERE l.control_id = s.control_id
    AND l.event_id <> ALL (string_to_array(s.evidence, ';'));
INSERT INTO {schema}.control_evidence (control_id, event_id, position)
    SELECT DISTINCT ON (s.control_id, n.event_id) s.control_id, n.event_id, n.position
    FROM staged_control s, string_to_table(s.evidence, ';') WITH ORDINALITY AS n (event_id, position)
    WHERE n.event_id <> ''
    ORDER BY s.control_id, n.event_id, n.position
    ON CONFLICT (control_id, event_id) DO UPDATE SET position = EXCLUDED.position
    WHERE control_evidence.position <> EXCLUDED.position;

DELETE FROM {schema}.claim_provinces l USING staged_claims s WHERE l.claim_id = s.claim_id;
INSERT INTO {schema}.claim_provinces (claim_id, iso_3166_2, role)
    SELECT s.claim_id, p.iso_3166_2,
        CASE WHEN p.iso_3166_2 = ANY (string_to_array(s.named, ';')) THEN 'named' ELSE 'candidate' END
    FROM (SELECT DISTINCT ON (claim_id) * FROM staged_claims ORDER BY claim_id, staged_row DESC) s
    JOIN {schema}.provinces p
        ON p.iso_3166_2 = ANY (string_to_array(s.named, ';') || string_to_array(s.candidates, ';'))
    WHERE s.unit IN ('provincial_capital', 'province');
