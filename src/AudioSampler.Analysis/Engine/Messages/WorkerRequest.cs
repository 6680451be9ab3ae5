using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What a worker is asked for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(OpenFile), "open_file")]
[JsonDerivedType(typeof(AnalyzeRegion), "analyze_region")]
[JsonDerivedType(typeof(CloseFile), "close_file")]
public abstract record WorkerRequest;
