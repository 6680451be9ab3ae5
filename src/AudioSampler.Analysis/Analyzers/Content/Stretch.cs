namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>Blocks in a row.</summary>
/// <param name="First">First block.</param>
/// <param name="Count">Number of blocks.</param>
/// <param name="Silent">Whether they are silence.</param>
internal readonly record struct Stretch(int First, int Count, bool Silent)
{
    /// <summary>First block after.</summary>
    public int End => First + Count;
}
