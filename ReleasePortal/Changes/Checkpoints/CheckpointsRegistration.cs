namespace ReleasePortal.Changes.Checkpoints;

internal static class CheckpointsRegistration
{
    /// <summary>Signs the head of the history from time to time, and sends it outside.</summary>
    public static IServiceCollection AddCheckpoints(this IServiceCollection services)
    {
        services.AddOptions<CheckpointOptions>()
            .BindConfiguration(CheckpointOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHttpClient(nameof(CheckpointDelivery), client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }); // an address that was not chosen gets nothing
        return services
            .AddSingleton<CheckpointKey>()
            .AddSingleton<CheckpointWriter>()
            .AddSingleton<CheckpointDelivery>()
            .AddHostedService<CheckpointRunner>();
    }
}
