using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Marks;

/// <summary>What came of a change of the user's, with its entry in the history.</summary>
/// <typeparam name="T">What the change gives.</typeparam>
/// <param name="Result">What came of it.</param>
/// <param name="HistoryId">The entry that it made; null when it changed nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Remembered<T>(T Result, long? HistoryId);
