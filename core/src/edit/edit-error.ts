/** Why a row cannot be edited as somebody wants: the sentence names the field, what was wanted and what came. */
export class EditError extends Error {
  readonly code = 'edit-refused';

  constructor(field: string, wanted: string, got: string) {
    super(`${field}: wanted ${wanted}; got ${got.slice(0, 200)}.`);
    this.name = 'EditError';
  }
}
