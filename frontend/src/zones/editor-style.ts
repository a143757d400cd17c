import { css } from "lit";

export const editorStyle = css`
  .editor {
    display: grid;
    gap: 12px;
  }
  .fields {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .tools {
    margin-block-start: 8px;
    align-items: end;
  }
  /* Left is on the left in every language. */
  .moves {
    direction: ltr;
  }
  :host(:dir(rtl)) .moves {
    justify-content: flex-end;
  }
  lens-cap-zone-surface {
    margin-block-start: 8px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .check input {
    inline-size: 24px;
    min-block-size: 24px;
  }
  .error {
    font-weight: 500;
  }
  .ask {
    padding: 12px;
    border: 2px solid var(--lens-cap-warning);
    border-radius: 12px;
    display: grid;
    gap: 8px;
  }
  @media (min-width: 900px) {
    .editor {
      grid-template-columns: minmax(0, 7fr) minmax(0, 3fr);
    }
  }
`;
