import { Cartesian3, Ellipsoid, Matrix4 } from '@cesium/engine';

/** Moves what stands about a place (Earth-fixed metres) so many metres up along the ellipsoid's normal there. */
export function raisedBy(centre: Cartesian3, offsetM: number): Matrix4 {
  const normal = Ellipsoid.WGS84.geodeticSurfaceNormal(centre, new Cartesian3());
  // At the middle of the Earth, where a delivery without a place stands, no way is up.
  if (normal === undefined) return Matrix4.clone(Matrix4.IDENTITY);
  return Matrix4.fromTranslation(Cartesian3.multiplyByScalar(normal, offsetM, normal));
}
