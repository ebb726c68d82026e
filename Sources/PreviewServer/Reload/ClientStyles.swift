/// The look of the overlay, of the badge and of the server's own pages; every name begins with `podglad`.
enum ClientStyles {
    static let bytes = Array(text.utf8)

    private static let text = """
        .podglad-overlay { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 80vh; overflow: auto;
          box-sizing: border-box; padding: 1rem 1.25rem; background: #1f1414; color: #fff; border-top: 6px solid #ff6b5e;
          font: 16px/1.5 system-ui, sans-serif; text-align: left; }
        .podglad-overlay .podglad-title { margin: 0 0 .5rem; font-size: 1.125rem; color: #fff; }
        .podglad-overlay .podglad-advice { margin: .75rem 0 0; }
        .podglad-overlay .podglad-text { background: none; color: #fff; border: 0; padding: 0; }
        .podglad-text { margin: 0; padding: 1rem; overflow: auto; white-space: pre; tab-size: 4; background: #f3efe7; color: #1d1d1d;
          border: 1px solid #8a8378; font: 14px/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        .podglad-close { position: absolute; top: .75rem; right: 1rem; min-height: 44px; padding: 0 1rem; font: inherit;
          color: #1f1414; background: #fff; border: 2px solid #fff; border-radius: 4px; cursor: pointer; }
        .podglad-close:focus-visible, .podglad-text:focus-visible { outline: 3px solid #ffd166; outline-offset: 2px; }
        .podglad-badge { position: fixed; left: 1rem; bottom: 1rem; z-index: 2147483646; margin: 0; padding: .5rem .875rem;
          background: #ffd166; color: #1d1d1d; border: 2px solid #1d1d1d; border-radius: 4px; font: bold 16px/1.4 system-ui, sans-serif; }
        @media print { .podglad-badge, .podglad-overlay { display: none; } }
        .podglad-page { margin: 0; background: #fff; color: #1d1d1d; font: 17px/1.55 system-ui, sans-serif; }
        .podglad-page main { max-width: 75rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        .podglad-page h1 { font-size: 1.75rem; line-height: 1.2; }
        .podglad-page h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
        .podglad-page a { color: #0b4f8a; }
        .podglad-page a:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
        .podglad-scroll { overflow-x: auto; }
        .podglad-page table { border-collapse: collapse; width: 100%; }
        .podglad-page th, .podglad-page td { padding: .375rem .625rem; border-bottom: 1px solid #8a8378; text-align: left;
          vertical-align: top; }
        @media (prefers-color-scheme: dark) {
          .podglad-page { background: #14191d; color: #f0f0f0; }
          .podglad-page a { color: #8ec9ff; }
          .podglad-page a:focus-visible { outline-color: #8ec9ff; }
          .podglad-page .podglad-text { background: #1e252b; color: #f0f0f0; }
        }

        """
}
