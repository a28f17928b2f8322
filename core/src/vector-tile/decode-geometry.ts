import { LINE, POINT, POLYGON } from './decoded-tile.ts';
import type { ProtobufReader } from './protobuf-reader.ts';
import { VectorTileError } from './vector-tile-error.ts';

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** Where the geometry of a layer's features goes; the arrays are large enough for any geometry of the layer's bytes. */
export interface GeometrySink {
  readonly coordinates: Float64Array;
  readonly partEnds: Uint32Array;
  pointCount: number;
  partCount: number;
}

/**
 * Reads the command stream of one feature (4.3) from `reader.pos` to `reader.end`, held to the grammar of its type:
 * one MoveTo for points, MoveTo(1) LineTo for lines, MoveTo(1) LineTo ClosePath(1) for rings. A feature of unknown type
 * may have any commands. Returns how many points repeated the one before (left out).
 *
 * Version 1 allowed ClosePath after a line: there it repeats the line's first point.
 *
 * @throws VectorTileError `geometry-command`, `geometry-count` or `truncated`.
 */
export function readGeometry(reader: ProtobufReader, type: number, version: 1 | 2, sink: GeometrySink): number {
  let x = 0;
  let y = 0;
  let repeated = 0;
  let partStart = sink.pointCount;
  /** The command before: 0 at the start. */
  let before = 0;
  const endPart = (): void => {
    if (before === MOVE_TO && (type === LINE || type === POLYGON)) refuse('a part ends after its MoveTo', reader);
    if (before === LINE_TO && type === POLYGON) refuse('a ring ends without ClosePath', reader);
    if (sink.pointCount > partStart) sink.partEnds[sink.partCount++] = sink.pointCount;
    partStart = sink.pointCount;
  };
  while (reader.pos < reader.end) {
    const word = reader.varint();
    const command = word & 7;
    const count = word >>> 3;
    if (command === CLOSE_PATH) {
      if (count !== 1 || before !== LINE_TO || type === POINT) refuse(`ClosePath(${count})`, reader);
      if (type === LINE) {
        if (version === 2) refuse('ClosePath in a line', reader);
        sink.coordinates[2 * sink.pointCount] = sink.coordinates[2 * partStart] ?? 0;
        sink.coordinates[2 * sink.pointCount + 1] = sink.coordinates[2 * partStart + 1] ?? 0;
        sink.pointCount += 1;
      }
      before = CLOSE_PATH;
      continue;
    }
    if (command !== MOVE_TO && command !== LINE_TO) refuse(`command ${command}`, reader);
    // A pair of deltas takes two bytes at least, so that a count can be judged before anything is read.
    if (count === 0 || count > (reader.end - reader.pos) / 2) {
      throw new VectorTileError(
        'geometry-count',
        `Command ${command} at byte ${reader.pos} wants ${count} points; ${reader.end - reader.pos} bytes follow.`,
      );
    }
    if (command === MOVE_TO) {
      if (type === POINT ? before !== 0 : (type === LINE || type === POLYGON) && count !== 1) {
        refuse(`MoveTo(${count})`, reader);
      }
      endPart();
    } else {
      if (type === POINT || before !== MOVE_TO) refuse(`LineTo(${count})`, reader);
      if (type === POLYGON && count < 2) refuse(`LineTo(${count}) in a ring`, reader);
    }
    for (let i = 0; i < count; i++) {
      const dx = reader.varint();
      const dy = reader.varint();
      if (command === LINE_TO && dx === 0 && dy === 0) {
        repeated += 1;
        continue;
      }
      x += (dx >>> 1) ^ -(dx & 1);
      y += (dy >>> 1) ^ -(dy & 1);
      sink.coordinates[2 * sink.pointCount] = x;
      sink.coordinates[2 * sink.pointCount + 1] = y;
      sink.pointCount += 1;
    }
    before = command;
  }
  endPart();
  return repeated;
}

function refuse(what: string, reader: ProtobufReader): never {
  throw new VectorTileError('geometry-command', `${what} at byte ${reader.pos} breaks the grammar of its geometry.`);
}
