"""The views: a `Scene` becomes a Leaflet page, GeoJSON, CSV and JSON Lines.

Reads the library `geo`, is never read by it. Importing this package, or `maps.scene`, imports no folium and no
geopandas.
"""
