import { avChannelLayoutDescribe, avGetSampleFmtName, FilterGraph, Frame } from 'node-av/lib';
import type { AVSampleFormat } from 'node-av/constants';
import { bitDepthOf, type SourceFormat } from '../source-format.ts';
import { check } from './codes.ts';

/** The filters between a decoder and an audio CD. */
export interface Filters {
  readonly source: SourceFormat;
  /** Puts a decoded frame in; null ends the stream. */
  push(frame: Frame | null): void;
  /** Takes out what is ready: the same frame each time. */
  pull(): Generator<Frame, void, undefined>;
  close(): void;
}

/** Builds the filters that `chain` names for audio like that of a stream's first decoded frame. */
export function openFilters(first: Frame, chain: (source: SourceFormat) => string): Filters {
  const sampleFormat = avGetSampleFmtName(first.format as AVSampleFormat) ?? '';
  const source = {
    sampleRate: first.sampleRate,
    channels: first.channels,
    bitDepth: bitDepthOf(sampleFormat),
  };
  const layout = avChannelLayoutDescribe(first.channelLayout) ?? `${first.channels} channels`;
  const head = `abuffer@in=sample_rate=${source.sampleRate}:sample_fmt=${sampleFormat}:channel_layout='${layout}'`;

  const graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 1;
  const output = new Frame();
  output.alloc();
  const close = (): void => {
    graph.free();
    output.free();
  };
  try {
    check(graph.parse2(`${head},${chain(source)},abuffersink@out`));
    check(graph.configSync());
    const [input, sink] = [graph.getFilter('abuffer@in'), graph.getFilter('abuffersink@out')];
    if (input === null || sink === null) throw new Error('the filters have no ends');
    return {
      source,
      push: (frame) => {
        if (input.buffersrcAddFrameSync(frame) < 0) throw new Error('its sample rate or channels change midway');
      },
      pull: function* () {
        while (sink.buffersinkGetFrameSync(output) >= 0) {
          yield output;
          output.unref();
        }
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
