namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>Whoever listens hears every portal of this process: these tests run when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
