// What lies over a photo, drawn on a canvas: a veil with a hole where the cutout is, an outline, and fresh marks.
const RING_PX = 2; // of the outline around what is kept
const AROUND = [[1, 0], [0.7, 0.7], [0, 1], [-0.7, 0.7], [-1, 0], [-0.7, -0.7], [0, -1], [0.7, -0.7]];
const HANDLE_PX = 11; // of the rectangle's corners, across
const SHARPEST = 2; // canvas pixels for each of the page

export class Veil {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d');
    this.under = document.createElement('canvas'); // veil and outline, as long as the cutout stays
    this.mask = null;
    this.sharp = 1;
  }

  // The page has laid the picture out anew.
  fit() {
    const {clientWidth: wide, clientHeight: high} = this.canvas;
    this.sharp = Math.min(SHARPEST, devicePixelRatio || 1);
    for (const sheet of [this.canvas, this.under]) {
      sheet.width = Math.max(1, Math.round(wide * this.sharp));
      sheet.height = Math.max(1, Math.round(high * this.sharp));
    }
    this.hang();
  }

  cut(mask) {
    this.mask = mask;
    this.hang();
  }

  hang() {
    const {under, mask, sharp} = this;
    const {width, height} = under;
    const pen = under.getContext('2d');
    const colours = getComputedStyle(this.canvas);
    this.ribbon = colours.getPropertyValue('--ribbon');
    this.sage = colours.getPropertyValue('--sage');
    this.paper = colours.getPropertyValue('--card');
    pen.clearRect(0, 0, width, height);
    if (!mask) return;
    pen.save();
    for (const [x, y] of AROUND) pen.drawImage(mask, x * RING_PX * sharp, y * RING_PX * sharp, width, height);
    pen.globalCompositeOperation = 'source-in';
    pen.fillStyle = this.ribbon;
    pen.fillRect(0, 0, width, height);
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = colours.getPropertyValue('--veil');
    pen.fillRect(0, 0, width, height);
    pen.globalCompositeOperation = 'destination-out';
    pen.drawImage(mask, 0, 0, width, height);
    pen.restore();
  }

  // `told`: {open: no veil, box, boxed: the rectangle is at hand, strokes, cursor: {at, width, keep}}
  paint({open, box, boxed, strokes, cursor}) {
    const {pen, canvas} = this;
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (!open) pen.drawImage(this.under, 0, 0);
    for (const stroke of strokes) this.stroke(stroke);
    if (box && boxed) this.box(box);
    if (cursor) this.cursor(cursor);
  }

  spot([x, y]) { return [x * this.canvas.width, y * this.canvas.height]; }

  across(width) { return width * Math.max(this.canvas.width, this.canvas.height); }

  stroke({keep, width, points}) {
    const {pen} = this;
    pen.save();
    pen.globalAlpha = 0.62;
    pen.strokeStyle = keep ? this.sage : this.ribbon;
    pen.lineWidth = Math.max(2, this.across(width));
    pen.lineCap = pen.lineJoin = 'round';
    pen.beginPath();
    points.forEach((point, n) => pen[n ? 'lineTo' : 'moveTo'](...this.spot(point)));
    const [x, y] = this.spot(points[0]);
    if (points.length === 1) pen.lineTo(x + 0.01, y); // a dab: a line without any length is not drawn
    pen.stroke();
    pen.restore();
  }

  box([x, y, w, h]) {
    const {pen, sharp} = this;
    const [[left, top], [right, bottom]] = [this.spot([x, y]), this.spot([x + w, y + h])];
    pen.save();
    pen.lineWidth = 4 * sharp;
    pen.strokeStyle = this.paper;
    pen.strokeRect(left, top, right - left, bottom - top);
    pen.lineWidth = 2 * sharp;
    pen.strokeStyle = this.ribbon;
    pen.setLineDash([9 * sharp, 6 * sharp]);
    pen.strokeRect(left, top, right - left, bottom - top);
    pen.setLineDash([]);
    for (const [a, b] of [[left, top], [right, top], [left, bottom], [right, bottom]]) {
      pen.fillStyle = this.paper;
      pen.beginPath();
      pen.arc(a, b, HANDLE_PX / 2 * sharp, 0, 7);
      pen.fill();
      pen.stroke();
    }
    pen.restore();
  }

  cursor({at, width, keep}) {
    const {pen, sharp} = this;
    const [x, y] = this.spot(at);
    const round = Math.max(3 * sharp, this.across(width) / 2);
    pen.save();
    for (const [colour, wide] of [[this.paper, 4], [keep ? this.sage : this.ribbon, 2]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = wide * sharp;
      pen.beginPath();
      pen.arc(x, y, round, 0, 7);
      pen.moveTo(x - 4 * sharp, y);
      pen.lineTo(x + 4 * sharp, y);
      pen.moveTo(x, y - 4 * sharp);
      pen.lineTo(x, y + 4 * sharp);
      pen.stroke();
    }
    pen.restore();
  }
}
