using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>What a worker says.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WorkerReady), "ready")]
[JsonDerivedType(typeof(LoadingPlugin), "loading_plugin")]
[JsonDerivedType(typeof(AnalyzerStarted), "analyzer_started")]
[JsonDerivedType(typeof(AnalyzerFinished), "analyzer_finished")]
[JsonDerivedType(typeof(RegionFinished), "region_finished")]
[JsonDerivedType(typeof(RegionFailed), "region_failed")]
public abstract record WorkerMessage;
