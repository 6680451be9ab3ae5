namespace AudioSampler.Catalog.Search;

/// <summary>Kinds of tokens.</summary>
internal enum TokenKind
{
    Word,
    Phrase,
    Field,
    Minus,
    Open,
    Close,
    And,
    Or,
    Not,
    End,
}
