namespace AudioSampler.Catalog.Model;

/// <summary>Something that the user chose for all analyses to come.</summary>
public sealed class SettingRow
{
    /// <summary>Name; unique.</summary>
    public required string Name { get; set; }

    /// <summary>Value, as JSON.</summary>
    public required string Value { get; set; }
}
