/** Paints a scene as SVG, far to near. */
import { boxOf, HEIGHT, HORIZON, project, WIDTH, type Scene, type SceneObject, type Weather } from './scene';

const SKY: Record<Weather, [string, string, string]> = {
  clear: ['#4a90d9', '#cfe8fb', '#ffffff'],
  overcast: ['#8e9aa6', '#d5dade', '#e8ecef'],
  dusk: ['#2c3e66', '#f0a878', '#f6c9a0'],
};
const LIGHT: Record<Weather, number> = { clear: 1, overcast: 0.82, dusk: 0.62 };

const n = (x: number): string => x.toFixed(1);
const polygon = (points: [number, number][], fill: string, extra = ''): string => `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${extra}/>`;
const hsl = (h: number, s: number, l: number, weather: Weather): string => `hsl(${h},${s}%,${(l * LIGHT[weather]).toFixed(0)}%)`;

/** A flat piece of ground between two distances. */
function ground(x1: number, x2: number, z1: number, z2: number, fill: string): string {
  return polygon([project(x1, 0, z1), project(x2, 0, z1), project(x2, 0, z2), project(x1, 0, z2)], fill);
}

function backdrop({ weather, seed }: Scene): string {
  const [top, bottom, cloud] = SKY[weather];
  const sky = `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient><linearGradient id="haze" x2="0" y2="1"><stop stop-color="${bottom}" stop-opacity="0"/><stop offset="0.5" stop-color="${bottom}" stop-opacity="0.8"/><stop offset="1" stop-color="${bottom}" stop-opacity="0"/></linearGradient><filter id="soft"><feGaussianBlur stdDeviation="9"/></filter><filter id="shade"><feGaussianBlur stdDeviation="3"/></filter></defs><rect width="${WIDTH}" height="${HORIZON + 4}" fill="url(#sky)"/>`;
  const clouds = Array.from({ length: 7 }, (_, i) => `<ellipse cx="${(i * 211 + seed * 97) % WIDTH}" cy="${30 + ((i * 67 + seed * 31) % 150)}" rx="${90 + ((i * 53) % 90)}" ry="${14 + ((i * 29) % 18)}" fill="${cloud}" opacity="0.65" filter="url(#soft)"/>`);
  const hills = `<path d="M0 ${HORIZON} Q 200 ${HORIZON - 60} 420 ${HORIZON - 18} T 800 ${HORIZON - 30} T ${WIDTH} ${HORIZON - 26} V ${HORIZON + 3} H 0 Z" fill="${hsl(145, 22, 42, weather)}"/>`;
  return sky + clouds.join('') + hills;
}

function road({ weather }: Scene): string {
  const far = 220;
  const parts = [`<rect y="${HORIZON}" width="${WIDTH}" height="${HEIGHT - HORIZON}" fill="${hsl(100, 25, 38, weather)}"/>`, ground(-9.4, 9.4, 1.5, far, hsl(40, 6, 62, weather)), ground(-5.4, 5.4, 1.5, far, hsl(220, 5, 33, weather))];
  for (const side of [-5.1, 5]) parts.push(ground(side, side + 0.13, 1.5, far, hsl(0, 0, 92, weather)));
  for (const lane of [-1.75, 1.65]) for (let z = 3; z < 120; z += 7.5) parts.push(ground(lane, lane + 0.13, z, z + 3, hsl(0, 0, 92, weather)));
  return parts.join('');
}

function roadside(scene: Scene): string {
  return scene.roadside
    .map(({ side, z, kind, height, width, hue }) => {
      const near = side * 11;
      if (kind === 'tree') return tree(near, z, height * 0.7, scene.weather);
      const front = [project(near, 0, z), project(near, height, z), project(near, height, z + width), project(near, 0, z + width)] as [number, number][];
      const face = [project(near, 0, z), project(near, height, z), project(near + side * 8, height, z), project(near + side * 8, 0, z)] as [number, number][];
      return polygon(face, hsl(hue, 20, 48, scene.weather)) + polygon(front, hsl(hue, 24, 58, scene.weather)) + windows(near, z, width, height, scene.weather);
    })
    .join('');
}

function windows(x: number, z: number, width: number, height: number, weather: Weather): string {
  const glass = weather === 'dusk' ? '#f7d774' : hsl(205, 30, 78, weather);
  const out: string[] = [];
  for (let y = 1.2; y + 1.6 < height; y += 2.7) for (let d = 0.8; d + 1.2 < width; d += 2.1) out.push(polygon([project(x, y, z + d), project(x, y + 1.5, z + d), project(x, y + 1.5, z + d + 1.1), project(x, y, z + d + 1.1)], glass, 'opacity="0.85"'));
  return out.join('');
}

function tree(x: number, z: number, height: number, weather: Weather): string {
  const [cx, foot] = project(x, 0, z);
  const [, top] = project(x, height, z);
  const h = foot - top;
  const crown = [[0, 0.3, 0.3], [-0.17, 0.42, 0.22], [0.18, 0.4, 0.23], [0.02, 0.17, 0.2]].map(([dx, dy, r], i) => `<circle cx="${n(cx + dx * h)}" cy="${n(top + dy * h)}" r="${n(r * h)}" fill="${hsl(105 + 9 * i, 34, 27 + 3 * i, weather)}"/>`);
  return `<rect x="${n(cx - 0.03 * h)}" y="${n(top + 0.5 * h)}" width="${n(0.06 * h)}" height="${n(0.5 * h)}" fill="${hsl(28, 35, 28, weather)}"/>${crown.join('')}`;
}

/** Draws in a unit box, 100 wide and 100 high, that is stretched onto the object's place. */
function drawObject(o: SceneObject, box: [number, number, number, number], weather: Weather): string {
  const [l, t, r, b] = box;
  const body = hsl(o.hue, 55, 46, weather);
  const dark = hsl(o.hue, 50, 28, weather);
  const shadow = o.kind === 'traffic light' || o.kind === 'stop sign' ? '' : `<ellipse cx="${n((l + r) / 2)}" cy="${n(b)}" rx="${n((r - l) * 0.56)}" ry="${n((r - l) * 0.06 + 1)}" fill="#000" opacity="0.45" filter="url(#shade)"/>`;
  const [, foot] = project(o.x, 0, o.z);
  const post = o.kind === 'traffic light' || o.kind === 'stop sign' ? `<rect x="${n((l + r) / 2 - (r - l) * 0.06)}" y="${n(b - 2)}" width="${n((r - l) * 0.12)}" height="${n(foot - b + 2)}" fill="${hsl(0, 0, 35, weather)}"/>` : '';
  return `${shadow}${post}<svg x="${n(l)}" y="${n(t)}" width="${n(r - l)}" height="${n(b - t)}" viewBox="0 0 100 100" preserveAspectRatio="none">${ART[o.kind](body, dark, o, weather)}</svg>`;
}

type Art = (body: string, dark: string, o: SceneObject, weather: Weather) => string;
const GLASS = '#26323d';
const wheel = (x: number, y: number, w: number, h: number): string => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="3" fill="#151515"/>`;
const lamps = (y: number, h: number): string => `<rect x="5" y="${y}" width="13" height="${h}" rx="3" fill="#d2232a"/><rect x="82" y="${y}" width="13" height="${h}" rx="3" fill="#d2232a"/>`;

const ART: Record<SceneObject['kind'], Art> = {
  car: (body, dark) => `${wheel(6, 80, 18, 20)}${wheel(76, 80, 18, 20)}<path d="M20 8 Q50 -6 80 8 L90 42 H10 Z" fill="${dark}"/><path d="M25 12 Q50 2 75 12 L83 40 H17 Z" fill="${GLASS}"/><path d="M29 14 L48 9 L38 40 H21Z" fill="#fff" opacity="0.13"/><rect x="2" y="38" width="96" height="48" rx="10" fill="${body}"/><rect x="2" y="38" width="96" height="9" rx="5" fill="#fff" opacity="0.18"/>${lamps(50, 14)}<rect x="35" y="56" width="30" height="11" rx="1" fill="#f2f2f2"/><rect x="4" y="76" width="92" height="12" rx="5" fill="${dark}"/>`,
  truck: (body, dark) => `${wheel(6, 84, 16, 16)}${wheel(78, 84, 16, 16)}<rect x="1" y="0" width="98" height="86" rx="2" fill="${body}"/><path d="M50 3V80" stroke="${dark}" stroke-width="1.5"/><rect x="6" y="6" width="42" height="72" fill="none" stroke="${dark}" stroke-width="1.2"/><rect x="52" y="6" width="42" height="72" fill="none" stroke="${dark}" stroke-width="1.2"/><rect x="1" y="84" width="98" height="5" fill="#333"/>${lamps(79, 6)}`,
  bus: (body, dark) => `${wheel(6, 86, 16, 14)}${wheel(78, 86, 16, 14)}<rect x="1" y="0" width="98" height="90" rx="7" fill="${body}"/><rect x="9" y="10" width="82" height="36" rx="4" fill="${GLASS}"/><path d="M12 12h26l-14 32h-12z" fill="#fff" opacity="0.12"/><rect x="28" y="2" width="44" height="6" rx="1" fill="#ffb000"/><rect x="1" y="56" width="98" height="5" fill="#fff" opacity="0.6"/>${lamps(66, 9)}<rect x="1" y="82" width="98" height="8" rx="3" fill="${dark}"/>`,
  person: (body, dark, o) => `<ellipse cx="50" cy="8" rx="17" ry="8" fill="hsl(${20 + (o.hue % 15)},45%,${40 + (o.hue % 35)}%)"/><path d="M24 20 Q50 13 76 20 L82 52 H70 L66 30 V56 H34 V30 L30 52 H18 Z" fill="${body}"/><path d="M34 54 H66 L72 98 H56 L50 64 L42 98 H26 Z" fill="${dark}"/>`,
  'traffic light': (_, __, o) => `<rect width="100" height="100" rx="18" fill="#1c1f22"/>${['#e5342b', '#f2b01e', '#2fae4e'].map((c, i) => `<ellipse cx="50" cy="${19 + 31 * i}" rx="30" ry="12" fill="${o.hue % 3 === i ? c : '#3a3d40'}"/>`).join('')}`,
  'stop sign': () => `<polygon points="30,1 70,1 99,30 99,70 70,99 30,99 1,70 1,30" fill="#c1121f" stroke="#fff" stroke-width="5"/><text x="50" y="62" font-family="DejaVu Sans, sans-serif" font-weight="700" font-size="31" text-anchor="middle" fill="#fff">STOP</text>`,
};

/** The whole frame, without noise. */
export function paintScene(scene: Scene): string {
  const objects = scene.objects.map((o) => drawObject(o, boxOf(o.kind, o.x, o.z), scene.weather));
  const haze = `<rect y="${HORIZON - 70}" width="${WIDTH}" height="150" fill="url(#haze)" opacity="0.5"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${backdrop(scene)}${road(scene)}${roadside(scene)}${haze}${objects.join('')}</svg>`;
}
