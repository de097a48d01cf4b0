/* Where tiles lie under the map, the provinces let them shine through. Our own base map stays: it is there when the tiles are not. */
export function overTiles(map) {
  let under = 0;
  const count = (step) => (event) => {
    if (event.layer instanceof L.TileLayer) {
      under += step;
      map.getContainer().classList.toggle("over-tiles", under > 0);
    }
  };
  map.on("layeradd", count(1));
  map.on("layerremove", count(-1));
  return map;
}
