import type { LinkFeature } from '@undercroft/core/protocol/answers';

/** A conduit as the server answers it: 69 m of DN 350 that rises along its flow, its wall unknown. For tests. */
export function conduitAnswer(): LinkFeature {
  return {
    family: 'link',
    id: 'sewer.G61F042_G61F041_l1',
    layer: 'sewer',
    sourceId: 'G61F042_G61F041_l1',
    raw: { CONDUITS: { Name: 'G61F042_G61F041_l1', Length: '69.30' } },
    import: { id: 1, source: 'network.inp', sha256: 'ab'.repeat(32), publishedAt: '2026-06-21T10:00:00Z' },
    utility: 'combined',
    utilityBasis: 'guessed',
    material: null,
    owner: null,
    builtYear: null,
    status: 'unknown',
    accuracy: { qualityLevel: null, sigmaXyM: null, sigmaZM: null },
    kind: 'conduit',
    fromNode: 'sewer.G61F042',
    toNode: 'sewer.G61F041',
    path: [
      [10.347548, 55.352479, 23.915],
      [10.348213, 55.352973, 24.035],
    ],
    section: {
      shape: 'circular',
      widthMm: 350,
      heightMm: 350,
      wallMm: null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    },
    from: { invertM: 23.74, axisM: 23.915, outerTopM: 24.09 },
    to: { invertM: 23.86, axisM: 24.035, outerTopM: 24.21 },
    fromCoverLevelM: 27.57,
    toCoverLevelM: 26.8,
    depthReference: 'invert',
    outerTopBasis: 'inner',
    statedLengthM: 69.3,
    planLengthM: 69.3,
    slope: -0.00173,
  };
}
