/** A program of a graphics context with the places of its uniforms. */
export interface LinkedProgram<Name extends string> {
  readonly program: WebGLProgram;
  readonly at: Readonly<Record<Name, WebGLUniformLocation | null>>;
  /** What is drawn and set from now on goes through it. */
  readonly begin: () => void;
}

/** Fails with what the driver says. */
export function linkedProgram<Name extends string>(
  gl: WebGL2RenderingContext,
  vertex: string,
  fragment: string,
  uniforms: readonly Name[],
): LinkedProgram<Name> {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) throw new Error('The graphics context gives no shader.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`A program of the live layer does not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  const at = Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(program, name)])) as Record<
    Name,
    WebGLUniformLocation | null
  >;
  const begin = gl.useProgram.bind(gl, program);
  return { program, at, begin };
}
