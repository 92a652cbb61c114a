using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Features.Controls.Table;

namespace ReleasePortal.Benchmarks.Circuits;

/// <summary>Puts another component where the page of release controls would be: same address, same frame.</summary>
internal sealed class Substitute<T>(IServiceProvider services) : IComponentActivator
    where T : IComponent
{
    public IComponent CreateInstance(Type componentType) =>
        (IComponent)ActivatorUtilities.CreateInstance(services, componentType == typeof(ControlListPage) ? typeof(T) : componentType);
}
