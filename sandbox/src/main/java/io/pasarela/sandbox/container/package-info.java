/**
 * The sandbox where every process is a container of its own (docker-compose.yml, the local overlay of k8s): the simulator and the issuer
 * listen for others, topics are made once, and a demo customer is onboarded through the front door. In: environment variables. The stores
 * and the services are not started here.
 */
@NullMarked
package io.pasarela.sandbox.container;

import org.jspecify.annotations.NullMarked;
