// Maps: the picture that the page already holds becomes one to move in, when the browser can draw it. Nothing is asked from
// elsewhere, and nothing is lost without it: the table beside it says the same.
const colour = (name) => {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.fillStyle = getComputedStyle(probe).color;
  canvas.fillRect(0, 0, 1, 1);
  probe.remove();
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
};

const layers = () => {
  const is = (role) => ["==", ["get", "role"], role];
  const line = (id, role, ink, width) => ({ id, type: "line", source: "shapes", filter: is(role), paint: { "line-color": colour(ink), "line-width": width } });
  const fill = (id, role, ink, opacity) => ({ id, type: "fill", source: "shapes", filter: is(role), paint: { "fill-color": colour(ink), "fill-opacity": opacity } });
  return [
    { id: "ground", type: "background", paint: { "background-color": colour("--m-bg") } },
    fill("around", "around", "--m-surface", 1),
    line("around-line", "around", "--m-line-mid", 1),
    fill("whole", "whole", "--m-accent", 0.1),
    fill("part", "part", "--m-accent", ["case", ["boolean", ["feature-state", "near"], false], 0.4, 0.16]),
    line("part-line", "part", "--m-accent", 0.6),
    line("whole-line", "whole", "--m-accent", 2),
    { id: "point", type: "circle", source: "shapes", filter: is("point"), paint: { "circle-radius": 7, "circle-color": colour("--m-accent"), "circle-stroke-width": 2, "circle-stroke-color": colour("--m-surface") } },
  ];
};

async function draw(figure) {
  const { map: source, engine, words, title } = figure.dataset;
  const [{ Map, NavigationControl }, shapes] = await Promise.all([
    import(engine),
    fetch(source, { headers: { accept: "application/geo+json" } }).then((answer) => (answer.ok ? answer.json() : null)),
  ]);
  if (!shapes?.features?.length || !shapes.bbox) return;
  const said = JSON.parse(words);
  const place = document.createElement("div");
  place.className = "m-map-live";
  figure.append(place);
  const map = new Map({
    container: place,
    style: { version: 8, sources: { shapes: { type: "geojson", data: shapes, generateId: true } }, layers: layers() },
    bounds: shapes.bbox,
    fitBoundsOptions: { padding: 24, animate: false },
    maxZoom: 12,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    locale: {
      "Map.Title": title,
      "NavigationControl.ZoomIn": said["zoom-in"],
      "NavigationControl.ZoomOut": said["zoom-out"],
      "CooperativeGesturesHandler.WindowsHelpText": said.scroll,
      "CooperativeGesturesHandler.MacHelpText": said.scroll.replace("Ctrl", "⌘"),
      "CooperativeGesturesHandler.MobileHelpText": said.touch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.once("idle", () => figure.classList.add("is-live"));
  const told = figure.parentElement.querySelector(".m-map-name");
  let near = null;
  const leave = () => {
    if (near !== null) map.setFeatureState({ source: "shapes", id: near }, { near: false });
    near = null;
    told.textContent = "";
    map.getCanvas().style.cursor = "";
  };
  for (const layer of ["part", "point"]) {
    map.on("mousemove", layer, ({ features: [feature] }) => {
      if (feature.id === near) return;
      leave();
      near = feature.id;
      map.setFeatureState({ source: "shapes", id: near }, { near: true });
      told.textContent = feature.properties.name;
      map.getCanvas().style.cursor = feature.properties.page ? "pointer" : "";
    });
    map.on("mouseleave", layer, leave);
    map.on("click", layer, ({ features: [feature] }) => {
      if (feature.properties.page) window.location.assign(feature.properties.page);
    });
  }
  // Colours of the page that change with the hour are taken again.
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const { id, paint } of layers()) for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  });
}

for (const figure of document.querySelectorAll("[data-map]")) {
  // A picture stays where no map can be drawn.
  draw(figure).catch(() => figure.querySelector(".m-map-live")?.remove());
}
