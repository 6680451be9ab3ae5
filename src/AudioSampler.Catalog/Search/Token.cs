namespace AudioSampler.Catalog.Search;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">First character, from 0.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Text">The word, the phrase without its quotation marks, or the value of a field.</param>
internal readonly record struct Token(TokenKind Kind, int Position, int Length, string Text)
{
    /// <summary>Name of the field, lower case; empty for other tokens.</summary>
    public string Field { get; init; } = "";

    /// <summary>Whether the field is written with <c>~</c>, "something like".</summary>
    public bool IsLike { get; init; }

    /// <summary>Position of a field's value.</summary>
    public int ValuePosition { get; init; }

    /// <summary>The value of a field, as a token to point at.</summary>
    public Token Value => this with { Position = ValuePosition, Length = Position + Length - ValuePosition };
}
