namespace AudioSampler.Catalog.Search;

/// <summary>Cuts a query into tokens.</summary>
internal static class QueryLexer
{
    /// <summary>All tokens, with one for the end.</summary>
    /// <exception cref="SearchSyntaxException">A quotation mark is not closed, a field has no value, or there is a zero character.</exception>
    public static List<Token> Read(string text)
    {
        if (text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0)
        {
            throw new SearchSyntaxException(new SearchSyntaxError(zero, 1, "a zero character stands in no name: take it out"));
        }

        var tokens = new List<Token>();
        int at = 0;
        while (at < text.Length)
        {
            if (IsSpace(text[at]))
            {
                at++;
                continue;
            }

            Token token = ReadOne(text, at);
            tokens.Add(token);
            at += token.Length;
        }

        tokens.Add(new Token(TokenKind.End, text.Length, 0, ""));
        return tokens;
    }

    private static Token ReadOne(string text, int at) =>
        text[at] switch
        {
            '(' => new Token(TokenKind.Open, at, 1, "("),
            ')' => new Token(TokenKind.Close, at, 1, ")"),
            char c when IsQuote(c) => Quoted(text, at),
            '-' when at + 1 < text.Length && !EndsWord(text[at + 1]) => new Token(TokenKind.Minus, at, 1, "-"),
            '-' when at + 1 < text.Length && (IsQuote(text[at + 1]) || text[at + 1] == '(') => new Token(TokenKind.Minus, at, 1, "-"),
            _ => FieldLength(text, at) is var name and > 0 ? Field(text, at, name) : Word(text, at),
        };

    private static Token Word(string text, int at)
    {
        int end = WordEnd(text, at);
        string word = text[at..end];
        TokenKind kind = word switch
        {
            "AND" => TokenKind.And,
            "OR" => TokenKind.Or,
            "NOT" => TokenKind.Not,
            _ => TokenKind.Word,
        };
        return new Token(kind, at, end - at, word);
    }

    private static Token Quoted(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && !IsQuote(text[end]))
        {
            end++;
        }

        if (end == text.Length)
        {
            throw new SearchSyntaxException(
                new SearchSyntaxError(at, 1, "this quotation mark is not closed: add another after the phrase")
            );
        }

        return new Token(TokenKind.Phrase, at, end + 1 - at, Clean(text[(at + 1)..end]));
    }

    private static Token Field(string text, int at, int nameLength)
    {
        int valueAt = at + nameLength + 1;
        Token value =
            valueAt < text.Length && IsQuote(text[valueAt]) ? Quoted(text, valueAt)
            : valueAt < text.Length && !EndsWord(text[valueAt]) ? new Token(TokenKind.Word, valueAt, WordEnd(text, valueAt) - valueAt, "")
            : throw new SearchSyntaxException(
                new SearchSyntaxError(at, nameLength + 1, $"{text.Substring(at, nameLength + 1)} needs a value after it, without a space")
            );
        string content = value.Kind == TokenKind.Phrase ? value.Text : text.Substring(value.Position, value.Length);
        return new Token(TokenKind.Field, at, nameLength + 1 + value.Length, content)
        {
            Field = text.Substring(at, nameLength).ToLowerInvariant(),
            IsLike = text[at + nameLength] == '~',
            ValuePosition = valueAt,
        };
    }

    /// <summary>Length of a field's name, letters up to a colon or tilde; 0 when none starts here.</summary>
    private static int FieldLength(string text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end > at && end < text.Length && text[end] is ':' or '~' ? end - at : 0;
    }

    private static int WordEnd(string text, int at)
    {
        int end = at;
        while (end < text.Length && !EndsWord(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool EndsWord(char c) => IsSpace(c) || c is '(' or ')' || IsQuote(c);

    /// <summary>Control characters part words; the full-text engine would end its text at a zero.</summary>
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.IsControl(c);

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';

    private static string Clean(string phrase) =>
        string.Create(
            phrase.Length,
            phrase,
            static (target, source) =>
            {
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            }
        );
}
