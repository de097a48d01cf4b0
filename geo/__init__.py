"""The library: text to mentions, to places, to events, to control. It knows nothing of maps.

Data flows one way: `Document -> Mention -> Place -> Event -> Claim -> Control`. The stages (`documents`, `mentions`,
`places`, `events`, `ledger`) do not import each other; `conflictmap.pipeline` composes them.
"""
