namespace AudioSampler.Catalog.Search.Table;

/// <summary>Something that holds for values of rows, or doesn't.</summary>
/// <typeparam name="T">What the rows hold.</typeparam>
internal interface IRowTest<T>
{
    /// <summary>Whether it holds.</summary>
    bool Holds(T value);
}
