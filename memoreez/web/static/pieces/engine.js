// model-viewer, fetched only when a figurine is to be turned: 1 MB that no other screen needs.
const NOWHERE = '/static/vendor/none/'; // our files are plain glTF; a compressed one asks no other host

let arriving = null;

export function engine() {
  arriving ??= fetchEngine().catch((error) => {
    arriving = null; // the next try asks again
    throw error;
  });
  return arriving;
}

async function fetchEngine() {
  self.ModelViewerElement ??= {
    dracoDecoderLocation: NOWHERE,
    ktx2TranscoderLocation: NOWHERE,
    lottieLoaderLocation: `${NOWHERE}lottie.js`,
  };
  await import('/static/vendor/model-viewer.min.js');
  await customElements.whenDefined('model-viewer');
}

export function canDraw() {
  try {
    return Boolean(document.createElement('canvas').getContext('webgl2'));
  } catch {
    return false;
  }
}

// The box of a GLB, {size, centre} in metres, from its own description (glTF 2.0, 4.4.3 and 5.1).
export async function boxOf(blob) {
  const head = new DataView(await blob.slice(0, 20).arrayBuffer());
  const text = await blob.slice(20, 20 + head.getUint32(12, true)).text();
  const {accessors, meshes} = JSON.parse(text);
  const spots = meshes.flatMap((mesh) => mesh.primitives.map((part) => accessors[part.attributes.POSITION]));
  const low = [0, 1, 2].map((k) => Math.min(...spots.map((spot) => spot.min[k])));
  const high = [0, 1, 2].map((k) => Math.max(...spots.map((spot) => spot.max[k])));
  const of = (each) => ({x: each(0), y: each(1), z: each(2)});
  return {size: of((k) => high[k] - low[k]), centre: of((k) => (low[k] + high[k]) / 2)};
}

// "#rrggbb" in sRGB as linear red, green, blue and 1 (IEC 61966-2-1).
export const linear = (hex) => [...[1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255)
  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)), 1];
