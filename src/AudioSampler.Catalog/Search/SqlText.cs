using System.Text;

namespace AudioSampler.Catalog.Search;

/// <summary>SQL in the making. Text comes from constants of the program; whatever a user wrote goes in as a parameter.</summary>
internal sealed class SqlText(SearchSchema schema)
{
    private readonly StringBuilder text = new();
    private readonly List<(string Name, object? Value)> parameters = [];

    /// <summary>Where the rows come from.</summary>
    public SearchSchema Schema => schema;

    public IReadOnlyList<(string Name, object? Value)> Parameters => parameters;

    /// <summary>Adds SQL of the program's own.</summary>
    public SqlText Append(string constant)
    {
        text.Append(constant);
        return this;
    }

    /// <summary>Adds a value.</summary>
    public SqlText Value(object value)
    {
        string name = $"@p{parameters.Count}";
        parameters.Add((name, value));
        text.Append(name);
        return this;
    }

    public override string ToString() => text.ToString();
}
