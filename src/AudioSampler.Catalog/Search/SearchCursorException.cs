namespace AudioSampler.Catalog.Search;

/// <summary>A cursor that is none of the list that it is asked for.</summary>
public sealed class SearchCursorException : Exception
{
    /// <summary>Says so.</summary>
    public SearchCursorException()
        : base("this cursor belongs to another search: begin again without one") { }
}
