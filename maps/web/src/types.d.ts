/* The shapes that pass between the modules. The payload's members are explained in docs/payload.md; this says which there are and of which type. */
import type * as Leaflet from "leaflet";

export type Position = [longitude: number, latitude: number];

/** An element of the page's own template; which members are there depends on its tag, which the template decides. */
export interface PageElement extends HTMLElement {
  value: string;
  min: string;
  max: string;
  type: string;
  maxLength: number;
  checked: boolean;
  disabled: boolean;
  open: boolean;
  options: HTMLOptionsCollection;
  validity: ValidityState;
  axis: Axis;
  parentElement: HTMLElement;
  firstElementChild: Element;
  select(): void;
  close(): void;
  showModal(): void;
  querySelector(selectors: string): any;
}

/** Days to pixels of the chart and back. */
export interface Axis {
  width: number;
  x(day: number): number;
  bar(from: number, to: number): { x: number; width: number };
  dayAt(pixel: number): number;
}

export interface Span {
  from: number;
  to: number;
}

/** A row of the ledger; one without a side is of nobody. Days are whole numbers since 1970-01-01, `toNumber` is exclusive. */
export interface Holding {
  state: string;
  side?: string;
  from?: string;
  since?: string;
  rule?: string;
  why?: string;
  decided?: number[];
  fromNumber?: number;
  toNumber?: number;
  evidence?: Report[];
}

export interface Province {
  iso: string;
  name: string;
  capital: string;
  at: Position;
  label: Position;
  also: string;
  outline: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  assessed: Holding[];
  reported: Holding[];
  province?: Holding[];
}

/** A district, base, crossing or town: no rule counts it. `title` has its unit word. */
export interface Unit {
  id: string;
  unit: string;
  name: string;
  title: string;
  at?: Position;
  radius?: number;
  outline?: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  assessed: Holding[];
  reported: Holding[];
}

/** What happened to one unit on a day. */
export interface Change {
  kind: "taken" | "retaken" | "lost" | "contested" | "claimed";
  unit: string;
  iso?: string;
  id?: string;
  title: string;
  name: string;
  side?: string;
  look?: string;
  before?: string;
  badge: string;
  badgeWords: string;
  decided?: number[];
  evidence: Report[];
}

/** A day on which something changed, with its sentences. */
export interface StoryDay {
  day: string;
  number: number;
  headline: string;
  lines: string[];
  holds: string;
  names: string;
  hands: number;
  moved?: boolean;
  later?: { day: string; holds: string }[];
  changes: Change[];
}

/** A single report; an incident has the same members, and `reports`. */
export interface Report {
  number: number;
  id: string;
  tag: string;
  type: string;
  group: string;
  when: string;
  mode?: string;
  modeWords?: string;
  place?: string;
  at?: Position;
  spot?: number;
  document?: number;
  firstNumber?: number;
  lastNumber?: number;
  quote: [before: string, marked: string, after: string];
  reports: Report[];
  told?: string;
  [member: string]: any;
}

/** A column of a table: `codes` by row, 0 for none. */
export interface Column {
  codes: Uint8Array | Uint16Array | Uint32Array;
  values: any[];
  low: number;
  folded?: string[];
  get(row: number): any;
  [member: string]: any;
}

export interface Table {
  size: number;
  columns: Record<string, Column>;
  Row: { new (number: number): any; prototype: any };
  all(): any[];
}

export interface Texts {
  isOpen: boolean;
  get(number: number): string;
  whenOpen(action: () => void): unknown;
  open(): Promise<void>;
}

export interface Scene {
  title: string;
  rule: string;
  unit: string;
  firstDay?: string;
  lastDay?: string;
  asOf?: string;
  openingNote?: string;
  quotes?: any;
  window: [west: number, south: number, east: number, north: number];
  groups: { id: string; label: string }[];
  sides: Record<string, { label: string; look: string; until?: string }>;
  story: StoryDay[];
  namedDays: { day: string; name: string }[];
  states: Record<string, string>;
  material: string;
  article?: { text: string; events?: number[] }[];
  decisions: { id: string; words: string }[];
  provinces: Province[];
  units: Unit[];
  neighbours: { name: string; label: Position; borders: number[][][] }[];
  majorCapitals: string[];
  feeds: any[];
  tables: Record<string, Table>;
  texts: Texts;
  spots: any[];
  events: Report[];
  incidents: Report[];
  documents: any[];
  claims: any[];
  problemKinds: Record<string, { label: string; said: string }>;
  problems: any[];
  [member: string]: any;
}

export interface Filters {
  search: string;
  layer: string;
  [name: string]: string;
}

export interface Shown {
  latest: Uint32Array;
  all: { reports: number; incidents: number; groups: Uint32Array };
  counted: { reports: number; incidents: number };
}

/** What is shown now. `change` sets members and tells every listener once. */
export interface State {
  scene: Scene;
  index: any;
  firstDay: number;
  lastDay: number;
  day: number;
  other: number | null;
  window: string;
  filters: Filters;
  shown: Shown | null;
  selected: string | null;
  found?: { key: string; mask: Uint8Array | null };
  space?: any;
  onChange(listener: (state: State) => void): void;
  change(members: Partial<State>): void;
  [member: string]: any;
}

/** What stands around a place at a zoom: several positions as one mark. */
export interface Cluster {
  x: number;
  y: number;
  at: Position;
  place: number;
  total: number;
  places: number[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What one part of the page offers the others once it is drawn. */
export interface Live {
  state: State | any;
  openContent: any;
  select(key: string | null): void;
  addressWords(): string;
  otherMaps(): Leaflet.Map[];
  rings(): any[];
  ringShapes(): SVGElement[];
  paleCircles(): number;
  revealReport(id: string): void;
  revealList(): void;
}

declare global {
  interface Window {
    $?: any;
    conflictmap: any;
  }
}
