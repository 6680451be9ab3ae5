namespace AudioSampler.Catalog.Search;

/// <summary>Carries an error from deep in the parser to <see cref="SearchQuery.TryParse"/>, which alone catches it.</summary>
#pragma warning disable CA1064 // never leaves this project: TryParse turns it into a value
internal sealed class SearchSyntaxException(SearchSyntaxError error) : Exception(error.Message)
#pragma warning restore CA1064
{
    public SearchSyntaxException(Token token, string message)
        : this(new SearchSyntaxError(token.Position, token.Length, message)) { }

    public SearchSyntaxError Error { get; } = error;
}
