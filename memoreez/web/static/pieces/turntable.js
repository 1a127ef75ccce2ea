// One model-viewer and how it is handled: the camera stays where the person left it when the
// figurine under it changes, and the old one stays in sight until the new one is drawn.
import {linear} from './engine.js';

const FRAMED_DEG = 24; // field of view before anybody zooms
const TURN_DEG = 30; // of one press
const VIEWS = {front: [0, 80], back: [180, 80], top: [0, 22]};
export const START = '-7deg 79deg auto';
export const FARTHEST = 'auto 92deg auto';
const MARGIN = 1.2; // round what is seen, for the size lines
const SHELF = 0.6; // how far below the middle of the view things stand, as a share of half its height
const SAME = 0.02; // figurines whose sizes differ by less keep the distance of the camera

const deg = (angle) => (angle * 180) / Math.PI;
const half = (angle) => Math.tan((angle * Math.PI) / 360);

export class Turntable {
  constructor(viewer, veil) {
    Object.assign(this, {viewer, veil, kept: null, due: true, far: 'auto', base: 0, height: 0, own: null});
    this.calm = matchMedia('(prefers-reduced-motion: reduce)');
  }

  // Puts a still of what is seen over the view, and remembers the camera.
  freeze() {
    const {viewer, veil} = this;
    const seen = viewer.shadowRoot?.querySelector('canvas.show');
    this.due = true;
    if (!viewer.loaded || !veil.hidden || !seen?.width) return;
    // model-viewer may paint only the upper left of its canvas, and stretch that over the view
    const share = Math.min(1, viewer.clientWidth / (parseFloat(seen.style.width) || viewer.clientWidth));
    veil.width = Math.round(seen.width * share);
    veil.height = Math.round(seen.height * share);
    veil.getContext('2d').drawImage(seen, 0, 0);
    veil.hidden = false;
    this.kept = {orbit: viewer.getCameraOrbit(), zoom: half(viewer.getFieldOfView()) / half(this.base), height: this.height};
    viewer.fieldOfView = `${FRAMED_DEG}deg`;
  }

  // Other things come into view: all of it, from the front.
  restage() {
    this.freeze();
    this.kept = null;
    this.stop();
    this.far = 'auto';
    this.viewer.cameraTarget = 'auto auto auto';
    this.viewer.maxCameraOrbit = FARTHEST;
    this.viewer.cameraOrbit = START;
  }

  show(src) {
    this.freeze();
    this.viewer.src = src;
  }

  // When a model has come: the camera as it was, the colour as chosen, and once it is drawn the still away.
  // `room` is the box of all that is to be seen, when that is more than the figurine.
  settle(colour, room, drawn) {
    const {viewer, kept} = this;
    this.due = false;
    if (room) this.back(room);
    this.base = viewer.getFieldOfView();
    this.height = viewer.getDimensions().y;
    this.own = viewer.originalGltfJson?.materials?.[0]?.pbrMetallicRoughness?.baseColorFactor ?? [1, 1, 1, 1];
    this.paint(colour);
    if (kept && Math.abs(this.height / kept.height - 1) < SAME) {
      const {theta, phi, radius} = kept.orbit;
      viewer.cameraOrbit = `${theta}rad ${phi}rad ${radius}m`;
      const framed = 2 * Math.atan(kept.zoom * half(FRAMED_DEG));
      if (Math.abs(kept.zoom - 1) > 0.01) viewer.fieldOfView = `${deg(framed)}deg`;
    } else if (kept) {
      viewer.cameraOrbit = `${kept.orbit.theta}rad ${kept.orbit.phi}rad ${this.far}`;
    }
    viewer.jumpCameraToGoal();
    this.kept = null;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (this.due) return; // the next one is on its way already
      this.veil.hidden = true;
      drawn();
    }));
  }

  // Far enough away that the whole box is seen: model-viewer frames the figurine alone.
  back({size, centre}) {
    const {viewer} = this;
    const tall = half(viewer.getFieldOfView());
    const wide = tall * (viewer.clientWidth / viewer.clientHeight);
    const far = MARGIN * Math.max(size.x / 2 / wide, size.y / 2 / tall) + size.z / 2;
    this.far = `${far}m`;
    viewer.maxCameraOrbit = FARTHEST.replace(/auto$/, this.far);
    const low = centre.y - size.y / 2 + SHELF * tall * far; // so that they stand on the shelf
    viewer.cameraTarget = `${centre.x}m ${Math.max(centre.y, low)}m ${centre.z}m`;
    if (!this.kept) viewer.cameraOrbit = START.replace('auto', this.far);
  }

  paint(colour) {
    const skin = this.viewer.model?.materials[0]?.pbrMetallicRoughness;
    if (skin && this.own) skin.setBaseColorFactor(colour ? linear(colour) : this.own);
  }

  turn(way) {
    const {theta, phi, radius} = this.viewer.getCameraOrbit();
    this.aim(`${deg(theta) + way * TURN_DEG}deg ${deg(phi)}deg ${radius}m`);
  }

  look(from) {
    this.stop();
    const {theta} = this.viewer.getCameraOrbit();
    const [to, rise] = VIEWS[from];
    const round = to + 360 * Math.round((deg(theta) - to) / 360); // the short way
    this.aim(`${round}deg ${rise}deg ${this.far}`);
  }

  aim(orbit) {
    this.viewer.cameraOrbit = orbit;
    if (this.calm.matches) this.viewer.jumpCameraToGoal();
  }

  zoom(steps) { this.viewer.zoom(steps); }

  spin(on) { this.viewer.autoRotate = on; }

  stop() {
    this.spin(false);
    this.viewer.resetTurntableRotation?.(0);
  }
}
