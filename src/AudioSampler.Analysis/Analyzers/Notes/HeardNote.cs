using System.Runtime.InteropServices;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>A note as the decoder finds it.</summary>
/// <param name="Start">First frame.</param>
/// <param name="End">Frame after the last.</param>
/// <param name="Key">Place among the 88 notes.</param>
/// <param name="Activation">Mean activation of the note from start to end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeardNote(int Start, int End, int Key, float Activation);
