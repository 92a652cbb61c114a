using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Benchmarks.Circuits;

/// <summary>
/// The portal in a process of its own, so that its heap holds circuits and nothing of the browser's driver. Writes its address
/// and an account, then the size of its heap for every line that it reads.
/// </summary>
internal static class CircuitHost
{
    /// <summary>The argument that makes this program the host.</summary>
    public const string Word = "circuit-host";

    public const int Rows = 50;

    public static async Task ServeAsync(Shown shown)
    {
        await using var portal = new MeasuredPortal(change: services => Substitute(services, shown));
        var address = portal.Start();
        await portal.AddControlsAsync(Rows);
        Console.WriteLine(address);
        Console.WriteLine((await portal.AddPersonAsync(Role.Engineer)).Email);
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(Heap.Size());
    }

    private static void Substitute(IServiceCollection services, Shown shown) => _ = shown switch
    {
        Shown.PlainTable => services.AddScoped<IComponentActivator, Substitute<PlainTablePage>>(),
        Shown.Nothing => services.AddScoped<IComponentActivator, Substitute<NothingPage>>(),
        _ => services,
    };
}
